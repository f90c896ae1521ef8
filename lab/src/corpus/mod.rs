//! Dumps of news pages, made up from a fixed seed.
//!
//! Every page belongs to a made-up site, whose menus, buttons and footer it shows
//! around an article of its own. The words are drawn by rank, as they come in real
//! text, and a handful of words that the headline names come back in the body. No
//! text was taken from anywhere: words and furniture are written in the modules
//! below, the rest is drawn from them.
//!
//! The same build makes the same pages on every platform: integers only, one small
//! generator of random numbers, and no map.

mod ar;
pub mod crawls;
mod de;
pub mod documents;
mod en;
mod files;
pub mod headlines;
mod ru;
mod zh;

use std::fmt;

pub use files::real_pages;

/// What pages of a language are made of.
pub struct Language {
    pub name: &'static str,
    /// BCP 47, as the lexicon spells it.
    pub code: &'static str,
    /// How many pages are made.
    count: usize,
    /// Whether words are separated by spaces.
    spaces: bool,
    comma: &'static str,
    /// Ends of sentences, each as likely as the others.
    stops: [&'static str; 5],
    quotes: (&'static str, &'static str),
    dash: &'static str,
    /// How many of the first words are articles, prepositions and the like.
    grammar_words: usize,
    /// In each of the two halves, the most frequent first.
    words: &'static str,
    first: &'static str,
    last: &'static str,
    places: &'static str,
    /// What names are invented from.
    syllables: &'static str,
    months: &'static str,
    // The lists below hold spaces, so they are separated by bars. A word in braces is
    // a place that is filled in.
    agencies: &'static str,
    top: &'static str,
    menu: &'static str,
    share: &'static str,
    cookie_text: &'static str,
    cookie_buttons: &'static str,
    ads: &'static str,
    newsletter: &'static str,
    related: &'static str,
    inline: &'static str,
    comments: &'static str,
    footer: &'static str,
    copyright: &'static str,
    bylines: &'static str,
    dates: &'static str,
    captions: &'static str,
    furniture: &'static str,
    bios: &'static str,
    tags: &'static str,
    crumbs: &'static str,
}

/// The languages of the benches. English comes first, and its pages are the most:
/// over eight million bytes, so that the largest size of `doubling` repeats no page.
pub const LANGUAGES: [Language; 5] = [en::ENGLISH, de::GERMAN, ru::RUSSIAN, ar::ARABIC, zh::CHINESE];

/// Among how many sites the pages of a language are shared out.
const SITES: u64 = 60;

/// One page as a scraper would have left it.
pub struct Page {
    pub text: String,
    /// The line over the article.
    pub headline: String,
}

/// The pages of one language.
pub struct Corpus {
    pub name: String,
    /// The language's code, if there is one language.
    pub code: Option<&'static str>,
    pub pages: Vec<Page>,
}

impl Corpus {
    /// The pages of a language: the same ones every time.
    pub fn generate(language: &'static Language) -> Self {
        Self::first(language, language.count)
    }

    /// The first of those pages.
    pub fn first(language: &'static Language, count: usize) -> Self {
        let stock = Stock::new(language);
        let pages = (0..count as u64).map(|number| page(&stock, number)).collect();
        Self { name: language.name.to_owned(), code: Some(language.code), pages }
    }

    /// Pages from elsewhere, whose headlines are not known.
    pub fn of_texts(name: String, texts: Vec<String>) -> Self {
        let pages = texts.into_iter().map(|text| Page { text, headline: String::new() }).collect();
        Self { name, code: None, pages }
    }

    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.pages.iter().map(|page| page.text.as_str())
    }

    pub fn bytes(&self) -> usize {
        self.texts().map(str::len).sum()
    }

    pub fn shape(&self) -> Shape {
        let mut lengths: Vec<usize> = Vec::new();
        let mut lines = 0;
        for line in self.texts().flat_map(str::lines) {
            lines += 1;
            if !line.trim().is_empty() {
                lengths.push(line.len());
            }
        }
        lengths.sort_unstable();
        let filled = lengths.len().max(1);
        let total: usize = lengths.iter().sum();
        let short: usize = lengths.iter().filter(|&&length| length <= 120).sum();
        Shape {
            pages: self.pages.len(),
            bytes: self.bytes(),
            blank_percent: 100.0 * (lines - lengths.len()) as f64 / lines.max(1) as f64,
            median: lengths.get(filled / 2).copied().unwrap_or(0),
            mean: total as f64 / filled as f64,
            short_percent: 100.0 * short as f64 / total.max(1) as f64,
        }
    }
}

/// The statistics that decide how fast a line filter is.
pub struct Shape {
    pub pages: usize,
    pub bytes: usize,
    /// Of all lines.
    pub blank_percent: f64,
    /// Bytes of a line that is not blank.
    pub median: usize,
    /// Bytes of a line that is not blank.
    pub mean: f64,
    /// How much of the text stands in lines of at most 120 bytes.
    pub short_percent: f64,
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} pages, {:.2} MB, {:.1} kB a page, {:.0} % blank lines, line median {} B, mean {:.0} B, \
             {:.0} % of bytes in lines <= 120 B",
            self.pages,
            self.bytes as f64 / 1e6,
            self.bytes as f64 / 1e3 / self.pages.max(1) as f64,
            self.blank_percent,
            self.median,
            self.mean,
            self.short_percent
        )
    }
}

/// SplitMix64: small, and the same everywhere.
struct Rng(u64);

impl Rng {
    fn new(seed: u64, stream: u64) -> Self {
        let mut rng = Self(seed ^ stream.wrapping_mul(0xD134_2543_DE82_EF95));
        rng.next();
        rng
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    /// Less than `bound`.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    /// Both ends inclusive.
    fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

/// Words drawn by rank: the k-th of them about 1/(k + 2) as often as the first.
struct Ranked {
    words: Vec<&'static str>,
    /// Sums of the weights up to and with each word.
    sums: Vec<u64>,
}

impl Ranked {
    fn new(words: &[&'static str]) -> Self {
        let mut sum = 0;
        let sums = (0..words.len() as u64).map(|rank| {
            sum += 1_000_000 / (rank + 3);
            sum
        });
        Self { sums: sums.collect(), words: words.to_vec() }
    }

    fn pick(&self, rng: &mut Rng) -> &'static str {
        let all = self.sums.last().copied().unwrap_or(0);
        let at = rng.below(all as usize) as u64;
        self.words[self.sums.partition_point(|&sum| sum <= at)]
    }
}

/// A language's words in the form in which they are drawn.
struct Stock {
    language: &'static Language,
    grammar: Ranked,
    content: Ranked,
    first: Vec<&'static str>,
    last: Vec<&'static str>,
    places: Vec<&'static str>,
    syllables: Vec<&'static str>,
    months: Vec<&'static str>,
    agencies: Vec<&'static str>,
    /// How many bytes a letter takes, times ten: paragraphs are as long in letters
    /// in every alphabet.
    letter: usize,
}

impl Stock {
    fn new(language: &'static Language) -> Self {
        let split = |words: &'static str| words.split_whitespace().collect::<Vec<_>>();
        let words = split(language.words);
        let (grammar, content) = words.split_at(language.grammar_words);
        let letters = language.words.chars().count();
        Self {
            language,
            grammar: Ranked::new(grammar),
            content: Ranked::new(content),
            first: split(language.first),
            last: split(language.last),
            places: split(language.places),
            syllables: split(language.syllables),
            months: split(language.months),
            agencies: list(language.agencies),
            letter: if language.spaces { language.words.len() * 10 / letters } else { 10 },
        }
    }

    fn space(&self) -> &'static str {
        if self.language.spaces { " " } else { "" }
    }

    fn name(&self, rng: &mut Rng) -> String {
        let (first, last) = (rng.pick(&self.first), rng.pick(&self.last));
        if self.language.spaces { format!("{first} {last}") } else { format!("{last}{first}") }
    }

    /// A name that no other page has, most likely.
    fn invented(&self, rng: &mut Rng) -> String {
        let syllables = rng.between(2, 3);
        capitalised(&(0..syllables).map(|_| rng.pick(&self.syllables)).collect::<String>())
    }

    fn word(&self, rng: &mut Rng, topic: &[String]) -> String {
        match rng.below(100) {
            0..44 => self.grammar.pick(rng).to_owned(),
            44..54 => topic[rng.below(topic.len())].clone(),
            54..57 => self.invented(rng),
            57..59 => rng.pick(&self.places).to_owned(),
            59..62 => rng.between(2, 2400).to_string(),
            _ => self.content.pick(rng).to_owned(),
        }
    }

    /// So many words, without an end.
    fn clause(&self, rng: &mut Rng, topic: &[String], words: usize) -> String {
        let mut text = String::new();
        let mut before = String::new();
        for at in 0..words {
            let mut word = self.word(rng, topic);
            while word == before {
                word = self.word(rng, topic);
            }
            if at > 0 {
                text.push_str(self.space());
            }
            text.push_str(&word);
            before = word;
        }
        text
    }

    fn sentence(&self, rng: &mut Rng, topic: &[String]) -> String {
        let language = self.language;
        let mut text = String::new();
        let clauses = rng.between(1, 3);
        for at in 0..clauses {
            if at > 0 {
                text.push_str(if rng.percent(90) { language.comma } else { language.dash });
            }
            let words = rng.between(4, 10);
            let clause = self.clause(rng, topic, words);
            match rng.below(100) {
                0..8 => text.extend([language.quotes.0, &clause, language.quotes.1]),
                8..13 => text.extend([&clause, language.comma, &self.name(rng)]),
                _ => text.push_str(&clause),
            }
        }
        let mut text = capitalised(&text);
        text.push_str(rng.pick(&language.stops));
        text
    }

    fn paragraph(&self, rng: &mut Rng, topic: &[String]) -> String {
        let length = rng.between(190, 530);
        self.sentences(rng, topic, length)
    }

    /// Sentences of so many letters together, at the least.
    fn sentences(&self, rng: &mut Rng, topic: &[String], letters: usize) -> String {
        let length = letters * self.letter / 10;
        let mut text = String::new();
        while text.len() < length {
            text.push_str(&self.sentence(rng, topic));
        }
        text.truncate(text.trim_end().len());
        text
    }

    fn headline(&self, rng: &mut Rng, topic: &[String]) -> String {
        let words = rng.between(6, 11);
        let mut parts: Vec<String> = Vec::new();
        for at in 0..words {
            parts.push(match at % 4 {
                1 | 3 if rng.percent(60) => self.grammar.pick(rng).to_owned(),
                2 if rng.percent(30) => rng.pick(&self.places).to_owned(),
                _ => topic[(at + at / 4) % topic.len()].clone(),
            });
        }
        capitalised(&parts.join(self.space()))
    }

    /// The words that a page is about.
    fn topic(&self, rng: &mut Rng) -> Vec<String> {
        let words = &self.content.words;
        let mut topic: Vec<String> = Vec::new();
        while topic.len() < 8 {
            let word = words[rng.below(words.len())];
            if word.len() > 3 && !topic.iter().any(|other| other == word) {
                topic.push(word.to_owned());
            }
        }
        topic.push(self.invented(rng));
        topic
    }

    /// `template` with its placeholders filled in.
    fn fill(&self, rng: &mut Rng, site: &Site, topic: &[String], template: &str) -> String {
        let mut text = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((key, after)) = after.split_once('}') else { break };
            text.push_str(before);
            rest = after;
            text.push_str(&match key {
                "name" => self.name(rng),
                "place" => rng.pick(&self.places).to_owned(),
                "agency" => rng.pick(&self.agencies).to_owned(),
                "site" => site.name.clone(),
                "section" => rng.pick(&site.menu).to_owned(),
                "month" => rng.pick(&self.months).to_owned(),
                "year" => rng.between(2019, 2026).to_string(),
                "day" => rng.between(1, 28).to_string(),
                "dd" => format!("{:02}", rng.between(1, 28)),
                "mm" => format!("{:02}", rng.between(1, 12)),
                "hour" => format!("{:02}", rng.between(5, 23)),
                "minute" => format!("{:02}", rng.between(0, 59)),
                "clause" => {
                    let words = rng.between(6, 14);
                    capitalised(&self.clause(rng, topic, words))
                }
                "headline" => {
                    let other = self.topic(rng);
                    self.headline(rng, &other)
                }
                _ => rng.between(2, 90).to_string(),
            });
        }
        text.push_str(rest);
        text
    }
}

/// The entries of a list that bars separate.
fn list(text: &'static str) -> Vec<&'static str> {
    text.split('|').collect()
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// What the pages of one site have in common.
struct Site {
    name: String,
    menu: Vec<&'static str>,
    footer: Vec<&'static str>,
    /// What stands before a menu's entries.
    bullet: &'static str,
    /// Chance in percent that a line of a menu is followed by a blank one.
    loose: usize,
    /// Whether share buttons stand on one line.
    bar: bool,
    /// Whether the banner is at the top, if there is one.
    banner: Option<bool>,
    /// Whether blank lines hold spaces.
    padded: bool,
    carriage_returns: bool,
}

impl Site {
    fn new(stock: &Stock, number: u64) -> Self {
        let mut rng = Rng::new(0x5EED_0000, number);
        let (menu, all) = (list(stock.language.menu), list(stock.language.footer));
        let entries = rng.between(18, menu.len().min(46));
        let footer = rng.between(8, all.len());
        Self {
            name: format!("{}{}{}", stock.invented(&mut rng), stock.space(), rng.pick(&menu)),
            menu: some_of(&mut rng, &menu, entries),
            footer: some_of(&mut rng, &all, footer),
            bullet: rng.pick(&["", "", "", "* ", "- ", "• ", "    ", "  * ", "\t", "+ "]),
            loose: rng.pick(&[&0, &4, &10, &30, &55]).to_owned(),
            bar: rng.percent(35),
            banner: rng.percent(60).then(|| rng.percent(55)),
            padded: rng.percent(15),
            carriage_returns: rng.percent(4),
        }
    }
}

/// `count` of the entries, in an order of their own.
fn some_of(rng: &mut Rng, entries: &[&'static str], count: usize) -> Vec<&'static str> {
    let mut entries = entries.to_vec();
    for at in 0..count {
        let other = rng.between(at, entries.len() - 1);
        entries.swap(at, other);
    }
    entries.truncate(count);
    entries
}

/// A page as it is written.
struct Draft<'a> {
    stock: &'a Stock,
    site: &'a Site,
    rng: Rng,
    topic: Vec<String>,
    text: String,
}

impl Draft<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str(if self.site.carriage_returns { "\r\n" } else { "\n" });
    }

    fn blank(&mut self, lines: usize) {
        for _ in 0..lines {
            let padding = if self.site.padded && self.rng.percent(50) { "    " } else { "" };
            self.line(padding);
        }
    }

    /// Mostly one blank line, now and then more of them.
    fn gap(&mut self) {
        let lines = if self.rng.percent(75) { 1 } else { self.rng.between(2, 4) };
        self.blank(lines);
    }

    /// Sometimes a blank line, as often as the site's menus have them.
    fn breath(&mut self) {
        if self.rng.percent(self.site.loose) {
            self.blank(1);
        }
    }

    fn one_of(&mut self, templates: &'static str) {
        let template = self.rng.pick(&list(templates));
        let line = self.stock.fill(&mut self.rng, self.site, &self.topic, template);
        self.line(&line);
    }

    fn few_of(&mut self, templates: &'static str, low: usize, high: usize) {
        let templates = list(templates);
        let count = self.rng.between(low, high.min(templates.len()));
        for template in some_of(&mut self.rng, &templates, count) {
            self.one_of(template);
            self.breath();
        }
    }

    fn menu(&mut self, entries: &[&str]) {
        for entry in entries {
            let line = format!("{}{entry}", self.site.bullet);
            self.line(&line);
            self.breath();
        }
        self.gap();
    }

    fn share(&mut self) {
        let count = self.rng.between(2, 7);
        let buttons = some_of(&mut self.rng, &list(self.stock.language.share), count);
        if self.site.bar {
            let bar = buttons.join(self.rng.pick(&[" ", " | ", " · ", "  "]));
            self.line(&bar);
        } else {
            for button in buttons {
                self.line(button);
                self.breath();
            }
        }
        self.gap();
    }

    fn banner(&mut self) {
        let language = self.stock.language;
        self.few_of(language.cookie_text, 1, 3);
        self.few_of(language.cookie_buttons, 2, 4);
        self.gap();
    }

    fn related(&mut self, low: usize, high: usize) {
        let language = self.stock.language;
        self.one_of(language.related);
        self.breath();
        let (dated, sectioned) = (self.rng.percent(45), self.rng.percent(35));
        let blurbs = self.rng.percent(20);
        for _ in 0..self.rng.between(low, high) {
            if sectioned {
                self.one_of("{section}");
            }
            self.one_of("{headline}");
            if blurbs {
                let blurb = self.stock.sentence(&mut self.rng, &self.topic);
                self.line(blurb.trim_end());
            }
            if dated {
                self.one_of(language.dates);
            }
            self.breath();
        }
        self.gap();
    }

    fn head(&mut self, headline: &str) {
        let (language, site) = (self.stock.language, self.site);
        if self.rng.percent(35) {
            let title = format!("{headline} - {}", site.name);
            self.line(&title);
        }
        self.few_of(language.top, 2, 7);
        self.gap();
        if site.banner == Some(true) {
            self.banner();
        }
        self.menu(&site.menu);
        if self.rng.percent(55) {
            let again = self.rng.between(5, site.menu.len());
            self.menu(&site.menu[..again]);
        }
        if self.rng.percent(30) {
            self.related(4, 14);
        }
        if self.rng.percent(50) {
            self.one_of(language.crumbs);
            self.gap();
        }
    }

    fn article(&mut self, headline: &str) {
        let language = self.stock.language;
        self.line(headline);
        self.gap();
        if self.rng.percent(45) {
            let standfirst = self.stock.sentence(&mut self.rng, &self.topic);
            self.line(standfirst.trim_end());
            self.blank(1);
        }
        if self.rng.percent(80) {
            self.one_of(language.bylines);
            self.breath();
        }
        if self.rng.percent(90) {
            self.one_of(language.dates);
            self.gap();
        }
        if self.rng.percent(70) {
            self.share();
        }
        self.few_of(language.furniture, 0, 3);
        if self.rng.percent(60) {
            self.one_of(language.captions);
            self.blank(1);
        }
        let spaced = self.rng.percent(80);
        for at in 0..self.rng.between(8, 30) {
            let paragraph = self.stock.paragraph(&mut self.rng, &self.topic);
            self.line(&paragraph);
            if spaced {
                self.blank(1);
            }
            match self.rng.below(100) {
                _ if at == 0 => {}
                0..7 => self.one_of(language.ads),
                7..12 => self.one_of(language.inline),
                12..16 => self.one_of(language.captions),
                16..22 => {
                    let words = self.rng.between(2, 5);
                    let heading = self.stock.clause(&mut self.rng, &self.topic, words);
                    self.line(&capitalised(&heading));
                }
                22..24 => self.few_of(language.newsletter, 2, 5),
                _ => continue,
            }
            self.blank(1);
        }
        self.gap();
    }

    fn foot(&mut self) {
        let (language, site) = (self.stock.language, self.site);
        if self.rng.percent(60) {
            self.one_of(language.tags);
            for _ in 0..self.rng.between(2, 7) {
                let tag = capitalised(&self.topic[self.rng.below(self.topic.len())]);
                self.line(&tag);
                self.breath();
            }
            self.gap();
        }
        if self.rng.percent(50) {
            self.share();
        }
        if self.rng.percent(30) {
            self.one_of(language.bios);
            self.gap();
        }
        self.related(12, 32);
        if self.rng.percent(50) {
            self.related(6, 20);
        }
        if self.rng.percent(45) {
            self.few_of(language.comments, 2, 7);
            self.gap();
        }
        if self.rng.percent(55) {
            self.few_of(language.newsletter, 2, 6);
            self.gap();
        }
        if self.rng.percent(60) {
            self.menu(&site.menu);
        }
        self.menu(&site.footer);
        self.few_of(language.copyright, 1, 2);
        if site.banner == Some(false) {
            self.gap();
            self.banner();
        }
    }
}

fn page(stock: &Stock, number: u64) -> Page {
    let site = Site::new(stock, number % SITES);
    let mut rng = Rng::new(0xDE5C_4A9E, number);
    let topic = stock.topic(&mut rng);
    let headline = stock.headline(&mut rng, &topic);
    let mut draft = Draft { stock, site: &site, rng, topic, text: String::new() };
    draft.head(&headline);
    draft.article(&headline);
    draft.foot();
    Page { text: draft.text, headline }
}
