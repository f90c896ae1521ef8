//! Crawls of made-up sites: what is template is known, line by line.
//!
//! A site has furniture of its own, most of it invented, so that no lexicon knows it: a header and a footer, blocks of
//! its sections and of some sections' corners (nested templates), lines with dates and counters that change from
//! page to page, variants of which a page has one or the other, and a promise in the middle of articles. What makes it hard stands
//! among the articles: a columnist's favourite sentence, sub-headings and short sentences that many of them have,
//! teasers whose own article is another page, and articles that are printed twice with small changes.

use super::{Language, Rng, Site, Stock, capitalised, list, some_of};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It stands on pages of two articles at least.
    Template,
    /// Noise that changes: bylines, dates, teasers, and what could be a template but stands on one page only.
    Noise,
    Article,
}

pub struct CrawlLine {
    pub role: Role,
    pub text: String,
    /// A blank line follows.
    gap: bool,
}

pub struct CrawlPage {
    pub lines: Vec<CrawlLine>,
    /// The page's article: printed twice, it has the same number.
    article: usize,
}

impl CrawlPage {
    pub fn text(&self) -> String {
        let end = |line: &CrawlLine| if line.gap { "\n\n" } else { "\n" };
        self.lines.iter().flat_map(|line| [line.text.as_str(), end(line)]).collect()
    }
}

pub struct Crawl {
    pub site: String,
    pub pages: Vec<CrawlPage>,
}

/// A line of furniture.
enum Slot {
    Fixed(String),
    /// With places that are filled in anew for each page.
    Changing(String),
    /// One of several groups of lines; the first one on most pages.
    Variants(Vec<Vec<String>>),
}

struct Section {
    /// Over its articles and under them.
    over: Vec<String>,
    under: Vec<String>,
    /// A corner of the section has lines of its own over some of its articles.
    corner: Vec<String>,
}

struct Story {
    headline: String,
    deck: Option<String>,
    body: Vec<String>,
    section: usize,
    in_corner: bool,
}

/// What the pages of one site have in common.
struct House<'s> {
    stock: &'s Stock,
    site: Site,
    header: Vec<Slot>,
    footer: Vec<Slot>,
    sections: Vec<Section>,
    /// What stands between paragraphs.
    promise: Vec<String>,
    teaser_heading: String,
    /// Sentences and sub-headings of which many articles have one.
    sentences: Vec<String>,
    headings: Vec<String>,
    favourite: String,
    /// Teasers show the deck, too.
    excerpts: bool,
    /// The same articles are teased on every page.
    fixed_teasers: bool,
}

/// A crawl of so many pages: the same one every time.
pub fn crawl(language: &'static Language, number: u64, pages: usize) -> Crawl {
    let stock = Stock::new(language);
    let mut rng = Rng::new(0x00C4_A715, number * 1000 + pages as u64);
    let house = House::new(&stock, number, &mut rng);
    let stories: Vec<Story> = (0..pages).map(|_| house.story(&mut rng)).collect();
    let mut drafts: Vec<CrawlPage> = Vec::new();
    for page in 0..pages {
        // One page in ten has an article that another one has, too: at the earliest the second, else nobody would know.
        let copied = page % 10 == 3 || page % 10 == 7 && rng.percent(50);
        let article = if copied { rng.below(page) } else { page };
        let article = drafts.get(article).map_or(article, |page| page.article);
        drafts.push(house.page(&mut rng, &stories, article, copied));
    }
    reveal(&mut drafts);
    Crawl { site: format!("site{number}.example"), pages: drafts }
}

/// What stands on the pages of one article only is no template to anybody.
fn reveal(pages: &mut [CrawlPage]) {
    let bare = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let known: Vec<(usize, String)> = pages
        .iter()
        .flat_map(|page| page.lines.iter().map(|line| (page.article, line)))
        .filter(|(_, line)| line.role == Role::Template)
        .map(|(article, line)| (article, bare(&line.text)))
        .collect();
    let mut articles: std::collections::BTreeMap<&str, Vec<usize>> = std::collections::BTreeMap::new();
    for (article, text) in &known {
        articles.entry(text).or_default().push(*article);
    }
    for page in pages {
        for line in &mut page.lines {
            let once = |articles: &Vec<usize>| articles.iter().all(|article| *article == articles[0]);
            if line.role == Role::Template && articles.get(bare(&line.text).as_str()).is_none_or(once) {
                line.role = Role::Noise;
            }
        }
    }
}

impl<'s> House<'s> {
    fn new(stock: &'s Stock, number: u64, rng: &mut Rng) -> Self {
        let language = stock.language;
        let site = Site::new(stock, number);
        let topic = stock.topic(rng);
        let menu = site.menu.iter().take(rng.between(6, 12)).map(|entry| Slot::Fixed((*entry).to_owned()));
        let mut header = vec![
            Slot::Fixed(site.name.clone()),
            Slot::Fixed(label(stock, rng, 3, 6)),
            Slot::Changing(format!("{} {{n}}", label(stock, rng, 1, 2))),
            Slot::Changing(format!("{}: {{day}} {{month}} {{year}}", label(stock, rng, 1, 2))),
            Slot::Changing(format!("{} {{n}} / {{n}}", label(stock, rng, 1, 2))),
        ];
        header.extend(menu);
        header.extend((0..rng.between(2, 5)).map(|_| Slot::Fixed(label(stock, rng, 1, 3))));
        header.push(variants(stock, rng));
        let links = some_of(rng, &list(language.footer), 7);
        let mut footer: Vec<Slot> =
            (0..rng.between(2, 4)).map(|_| Slot::Fixed(label(stock, rng, 1, 3))).collect();
        footer.push(Slot::Changing(format!("{{n}} {}", label(stock, rng, 1, 2))));
        footer.push(Slot::Changing(format!("{} ({{n}})", label(stock, rng, 1, 2))));
        footer.push(variants(stock, rng));
        footer.push(Slot::Fixed(stock.paragraph(rng, &topic)));
        footer.push(Slot::Fixed(stock.sentence(rng, &topic).trim_end().to_owned()));
        footer.extend(links.iter().map(|link| Slot::Fixed((*link).to_owned())));
        footer.push(Slot::Changing(format!("{} {{hour}}:{{minute}}", label(stock, rng, 2, 3))));
        footer.push(Slot::Fixed(format!("© 2025 {}", site.name)));
        let sections = (0..rng.between(4, 6)).map(|_| Section::new(stock, rng)).collect();
        let sentence = |rng: &mut Rng| {
            let words = rng.between(2, 4);
            format!("{}.", capitalised(&stock.clause(rng, &topic, words)))
        };
        Self {
            stock,
            header,
            footer,
            sections,
            promise: (0..rng.between(1, 3)).map(|_| label(stock, rng, 1, 4)).collect(),
            teaser_heading: label(stock, rng, 2, 3),
            sentences: (0..3).map(|_| sentence(rng)).collect(),
            headings: (0..4).map(|_| label(stock, rng, 1, 3)).collect(),
            favourite: stock.sentence(rng, &topic).trim_end().to_owned(),
            excerpts: rng.percent(30),
            fixed_teasers: rng.percent(25),
            site,
        }
    }

    fn story(&self, rng: &mut Rng) -> Story {
        let stock = self.stock;
        let topic = stock.topic(rng);
        // Half of what is written is in the first section, and half of the rest in the second.
        let section =
            (0..self.sections.len() - 1).find(|_| rng.percent(50)).unwrap_or(self.sections.len() - 1);
        let mut body: Vec<String> = (0..rng.between(6, 16)).map(|_| stock.paragraph(rng, &topic)).collect();
        for (chance, lines) in [(60, &self.sentences), (40, &self.headings)] {
            if rng.percent(chance) {
                let line = lines[rng.below(lines.len())].clone();
                let at = rng.between(1, body.len() - 1);
                body.insert(at, line);
            }
        }
        if rng.percent(38) {
            body.push(self.favourite.clone());
        }
        Story {
            headline: stock.headline(rng, &topic),
            deck: rng.percent(50).then(|| stock.sentences(rng, &topic, 110)),
            body,
            section,
            in_corner: rng.percent(40),
        }
    }

    fn page(&self, rng: &mut Rng, stories: &[Story], article: usize, copied: bool) -> CrawlPage {
        let story = &stories[article];
        let section = &self.sections[story.section];
        let mut page = Draft { house: self, lines: Vec::new() };
        page.furniture(rng, &self.header);
        page.fixed(&section.over);
        if story.in_corner {
            page.fixed(&section.corner);
        }
        page.gap();
        page.article(rng, story, copied);
        page.gap();
        page.fixed(std::slice::from_ref(&self.teaser_heading));
        page.teasers(rng, stories, article);
        page.gap();
        page.fixed(&section.under);
        page.furniture(rng, &self.footer);
        CrawlPage { lines: page.lines, article }
    }
}

impl Section {
    fn new(stock: &Stock, rng: &mut Rng) -> Self {
        let topic = stock.topic(rng);
        let mut labels = |low: usize, high: usize| {
            (0..rng.between(low, high)).map(|_| label(stock, rng, 1, 3)).collect::<Vec<_>>()
        };
        let (mut over, mut under, corner) = (labels(4, 9), labels(3, 6), labels(2, 4));
        over.push(label(stock, rng, 3, 6));
        under.push(stock.sentence(rng, &topic).trim_end().to_owned());
        under.push(label(stock, rng, 2, 4));
        Self { over, under, corner }
    }
}

/// Words that nobody else uses, as a button or a slogan has them.
fn label(stock: &Stock, rng: &mut Rng, low: usize, high: usize) -> String {
    let words = rng.between(low, high);
    let topic = stock.topic(rng);
    let clause = stock.clause(rng, &topic, words);
    let bare: String = clause.chars().filter(|c| !c.is_ascii_digit()).collect();
    let line = format!("{}{}{}", bare.trim(), stock.space(), stock.invented(rng).to_lowercase());
    capitalised(line.trim())
}

fn variants(stock: &Stock, rng: &mut Rng) -> Slot {
    let mut group = || (0..rng.between(1, 3)).map(|_| label(stock, rng, 2, 5)).collect::<Vec<_>>();
    Slot::Variants(vec![group(), group()])
}

struct Draft<'h> {
    house: &'h House<'h>,
    lines: Vec<CrawlLine>,
}

impl Draft<'_> {
    fn push(&mut self, role: Role, text: impl Into<String>) {
        self.lines.push(CrawlLine { role, text: text.into(), gap: false });
    }

    fn gap(&mut self) {
        if let Some(line) = self.lines.last_mut() {
            line.gap = true;
        }
    }

    fn fixed(&mut self, lines: &[String]) {
        for line in lines {
            self.push(Role::Template, line);
        }
    }

    fn furniture(&mut self, rng: &mut Rng, slots: &[Slot]) {
        for slot in slots {
            match slot {
                Slot::Fixed(line) => self.push(Role::Template, line),
                Slot::Changing(line) => {
                    let line = self.filled(rng, line);
                    self.push(Role::Template, line);
                }
                Slot::Variants(groups) => {
                    let group = usize::from(rng.percent(35)) % groups.len();
                    self.fixed(&groups[group]);
                }
            }
        }
        self.gap();
    }

    fn filled(&self, rng: &mut Rng, template: &str) -> String {
        self.house.stock.fill(rng, &self.house.site, &[String::new()], template)
    }

    fn article(&mut self, rng: &mut Rng, story: &Story, copied: bool) {
        let language = self.house.stock.language;
        self.push(Role::Article, &story.headline);
        for lines in [language.bylines, language.dates] {
            let template = rng.pick(&list(lines));
            let line = self.filled(rng, template);
            self.push(Role::Noise, line);
        }
        self.gap();
        if let Some(deck) = &story.deck {
            self.push(Role::Article, deck);
            self.gap();
        }
        let promise = rng.percent(85).then(|| rng.between(1, story.body.len() - 1));
        for (at, line) in story.body.iter().enumerate() {
            if promise == Some(at) {
                self.fixed(&self.house.promise);
                self.gap();
            }
            // What is printed again is looked through before: one paragraph is another one.
            if copied && at == 0 {
                let topic = self.house.stock.topic(rng);
                let paragraph = self.house.stock.paragraph(rng, &topic);
                self.push(Role::Article, paragraph);
            } else {
                self.push(Role::Article, line);
            }
            self.gap();
        }
    }

    fn teasers(&mut self, rng: &mut Rng, stories: &[Story], own: usize) {
        let house = self.house;
        let count = rng.between(3, 6);
        let first = if house.fixed_teasers { 0 } else { rng.below(stories.len()) };
        for at in 0..count {
            let other = (first + at) % stories.len();
            if other == own {
                continue;
            }
            self.push(Role::Noise, &stories[other].headline);
            if let Some(deck) = stories[other].deck.as_ref().filter(|_| house.excerpts) {
                self.push(Role::Noise, deck);
            }
        }
    }
}
