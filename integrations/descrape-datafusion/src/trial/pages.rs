//! Made-up pages: sites with templates, edited copies, chains, hot buckets, and texts that have no words.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::error::Result;
use datafusion::parquet::arrow::ArrowWriter;

/// A row of the pipeline's input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its id.
    pub id: String,
    /// The host or address of its site.
    pub site: Option<String>,
    /// What a scraper has left of it.
    pub text: Option<String>,
}

/// Pages are made in blocks: copies and sites are within one, chains and crowds go through all.
const BLOCK: usize = 1000;
/// Pages of a site.
const OF_SITE: usize = 100;
/// One text, which many pages are.
const MOVED: &str = "The page that was asked for has moved\n\nThe archive of the harbour board has a new home, and old addresses lead \
    there from the first of the month. Readers who have kept a link to a report can look for its title in the new list. \
    What was printed before the flood of 1953 has not been copied yet, and can be read on paper only.\n";

/// So many pages, the same ones every time; fewer of them are the first of more.
pub fn pages(documents: usize) -> impl Iterator<Item = Page> {
    (0..documents.div_ceil(BLOCK)).flat_map(block).take(documents)
}

/// So many pages of one text.
pub fn equal(documents: usize) -> impl Iterator<Item = Page> {
    (0..documents).map(|place| Page { id: id(place), site: None, text: Some(MOVED.to_owned()) })
}

/// So many pages whose texts differ in some numbers and names.
pub fn crowd(documents: usize) -> impl Iterator<Item = Page> {
    let text = |place: usize| bulletin(&mut Rng(0xC0DE_0000 + place as u64));
    (0..documents).map(move |place| Page { id: id(place), site: None, text: Some(text(place)) })
}

/// The id of a page: of no two pages the same, and it says nothing of its place.
fn id(place: usize) -> String {
    format!("{:08x}", (place as u32).wrapping_mul(0x9E37_79B1))
}

/// Writes pages to so many parquet files in a folder.
///
/// # Errors
/// If a file cannot be written.
pub fn write(pages: impl Iterator<Item = Page>, folder: &Path, files: usize) -> Result<u64> {
    std::fs::create_dir_all(folder)?;
    let texts = |name| Field::new(name, DataType::Utf8, true);
    let schema = Arc::new(Schema::new(vec![texts("id"), texts("site"), texts("text")]));
    let mut writers = (0..files.max(1))
        .map(|at| {
            let file = File::create(folder.join(format!("pages-{at:03}.parquet")))?;
            Ok(ArrowWriter::try_new(file, Arc::clone(&schema), None)?)
        })
        .collect::<Result<Vec<_>>>()?;
    let mut pages = pages.peekable();
    let (mut at, mut rows) = (0, 0);
    while pages.peek().is_some() {
        let part: Vec<Page> = pages.by_ref().take(BLOCK).collect();
        let column = |of: fn(&Page) -> Option<&str>| Arc::new(part.iter().map(of).collect::<StringArray>());
        let batch = RecordBatch::try_new(
            Arc::clone(&schema),
            vec![
                column(|page| Some(&page.id)),
                column(|page| page.site.as_deref()),
                column(|page| page.text.as_deref()),
            ],
        )?;
        let count = writers.len();
        writers[at % count].write(&batch)?;
        at += 1;
        rows += part.len() as u64;
        if at % 20 == 0 {
            write!(std::io::stderr(), "\r{rows} pages")?;
        }
    }
    for writer in writers {
        writer.close()?;
    }
    writeln!(std::io::stderr(), "\r{rows} pages")?;
    Ok(rows)
}

fn block(number: usize) -> Vec<Page> {
    let mut rng = Rng(0x7A1A_0000 + number as u64);
    let mut stories: Vec<Vec<String>> = Vec::new();
    let mut pages = Vec::new();
    for at in 0..BLOCK {
        let place = number * BLOCK + at;
        let site = Site { number: number * (BLOCK / OF_SITE) + at % 7 };
        let (site, text) = match at % 100 {
            0..62 => {
                let story = story(&mut rng);
                let text = site.page(&story, &mut rng);
                stories.push(story);
                // Half of a site's pages name its address, and not its host.
                let name =
                    if rng.below(2) == 0 { site.host() } else { format!("https://www.{}/a?b", site.host()) };
                (Some(name), Some(text))
            }
            62..74 => {
                let text = edited(&stories[rng.below(stories.len())], &mut rng).join("\n\n");
                (Some(format!("mirror{}.example", rng.below(40))), Some(text))
            }
            // Each has a paragraph that the one before has not: neighbours are near-duplicates, the ends share nothing.
            74..78 => {
                let link = place / 100 * 4 + at % 100 - 74;
                let part = |at: usize| paragraph(&mut Rng(0xC4A1 + at as u64));
                (None, Some((link..link + 9).map(part).collect::<Vec<_>>().join("\n\n")))
            }
            78..83 => {
                let text = match rng.below(3) {
                    0 => MOVED.to_owned(),
                    1 => MOVED.to_uppercase(),
                    _ => MOVED.replace(", ", " - "),
                };
                (Some("archive.example".to_owned()), Some(text))
            }
            83..90 => (Some("weather.example".to_owned()), Some(bulletin(&mut rng))),
            90..93 => {
                let text = ["", "!!!", " \n \n", "***\n---\n***", "?!", "\u{200b}"][rng.below(6)];
                (None, (rng.below(8) > 0).then(|| text.to_owned()))
            }
            93..97 => (Some("worlds.example".to_owned()), Some(foreign(&mut rng))),
            _ => (Some(String::new()), Some(sentence(&mut rng))),
        };
        pages.push(Page { id: id(place), site, text });
    }
    pages
}

/// A site's furniture: lines that all its pages have, and some that most lexicons know.
struct Site {
    number: usize,
}

impl Site {
    fn host(&self) -> String {
        format!("site{}.example", self.number)
    }

    fn page(&self, story: &[String], rng: &mut Rng) -> String {
        let mut own = Rng(0x517E + self.number as u64);
        let mut label = |words: usize| {
            let words: Vec<String> = (0..words).map(|_| own.word()).collect();
            words.join(" ")
        };
        let over: Vec<String> = (0..6).map(|at| label(1 + at % 3)).collect();
        let under: Vec<String> = (0..5).map(|at| label(2 + at % 4)).collect();
        let mut lines = vec![label(3), "Home".to_owned(), "Politics".to_owned(), "Sport".to_owned()];
        lines.extend(over);
        lines.push(format!("{} readers now", 3 + rng.below(4000)));
        lines.push(String::new());
        lines.push(clause(rng, 7));
        lines.push(String::new());
        for (at, paragraph) in story.iter().enumerate() {
            lines.push(paragraph.clone());
            lines.push(String::new());
            if at == 1 {
                lines.push("Advertisement".to_owned());
            }
        }
        lines.push("Share this article".to_owned());
        lines.extend(under);
        lines.push(format!("© 2025 {}. All rights reserved.", self.host()));
        lines.join("\n") + "\n"
    }
}

fn story(rng: &mut Rng) -> Vec<String> {
    (0..5 + rng.below(9)).map(|_| paragraph(rng)).collect()
}

/// The same with a paragraph less, one more, or one in capitals.
fn edited(story: &[String], rng: &mut Rng) -> Vec<String> {
    let mut story = story.to_vec();
    let at = rng.below(story.len());
    match rng.below(3) {
        0 => drop(story.remove(at)),
        1 => story.insert(at, paragraph(rng)),
        _ => story[at] = story[at].to_uppercase(),
    }
    story
}

/// A text that differs from others of its kind in some numbers and names.
fn bulletin(rng: &mut Rng) -> String {
    format!(
        "The met office says that the wind at the outer lighthouse turns from west to north before the evening, and \
         that boats of less than nine metres should stay behind the mole until the red ball is taken down. At {} it \
         blows with {} knots, and {} millimetres of rain have fallen since the morning. Ferries to the islands leave \
         from the inner quay, those to the mainland from the coal pier. The harbour master, {}, asks all crews to \
         look at their ropes twice. The road over the dam is open, but lorries should wait for the next bulletin, \
         which is read out at {} o'clock.\n",
        rng.word(),
        rng.below(60),
        rng.below(90),
        rng.word(),
        rng.below(24)
    )
}

/// A text of another script, of marks that combine, or of signs out of the usual planes.
fn foreign(rng: &mut Rng) -> String {
    let lines = [
        "Паром в Скерроу снова ходит по средам, сообщил совет города. Билеты продают на пристани с семи утра.",
        "港の議会は火曜日に、嵐で倒れた木の桟橋を建て直すことを決めた。費用はまだ分からない。",
        "قال مجلس الميناء يوم الثلاثاء إن الرصيف الخشبي سيبنى من جديد بعد العاصفة، ولم يصب أحد.",
        "Το συμβούλιο του λιμανιού αποφάσισε την Τρίτη να ξαναχτίσει την ξύλινη προβλήτα που έπεσε στην καταιγίδα.",
        "बंदरगाह परिषद ने मंगलवार को कहा कि लकड़ी का घाट फिर से बनाया जाएगा, जो तूफान में गिर गया था।",
        "Cafe\u{301} am U\u{308}berweg \u{2014} die Fa\u{308}hre fa\u{308}hrt \u{1F6A2}\u{FE0F} um 8\u{202F}Uhr\u{200D} wieder.",
        "\u{1D4D5}\u{1D4EE}\u{1D4FB}\u{1D4FB}\u{1D4FC} \u{FF26}\u{FF25}\u{FF32}\u{FF32}\u{FF39} \u{130}stanbul I\u{307} \u{DF} \u{1E9E}",
    ];
    let mut text: Vec<String> =
        (0..1 + rng.below(5)).map(|_| lines[rng.below(lines.len())].to_owned()).collect();
    if rng.below(2) == 0 {
        text.push(sentence(rng));
    }
    text.join(["\n", "\r\n", "\n\n", "\u{2028}"][rng.below(4)])
}

fn paragraph(rng: &mut Rng) -> String {
    let sentences: Vec<String> = (0..3 + rng.below(4)).map(|_| sentence(rng)).collect();
    sentences.join(" ")
}

fn sentence(rng: &mut Rng) -> String {
    let words = 6 + rng.below(12);
    format!("{}.", clause(rng, words))
}

fn clause(rng: &mut Rng, words: usize) -> String {
    const SMALL: [&str; 16] = [
        "the", "of", "and", "in", "to", "a", "was", "that", "for", "on", "with", "at", "by", "it", "from",
        "has",
    ];
    let mut text = String::new();
    for at in 0..words {
        let word = if rng.below(5) < 2 { SMALL[rng.below(SMALL.len())].to_owned() } else { rng.word() };
        if at > 0 {
            text.push(' ');
        }
        text.push_str(&word);
    }
    let first = text.chars().next().map_or(0, char::len_utf8);
    text[..first].to_uppercase() + &text[first..]
}

/// `SplitMix64`: small, and the same everywhere.
struct Rng(u64);

impl Rng {
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

    /// An invented word; the first ones of some thousand come more often.
    fn word(&mut self) -> String {
        const STARTS: [&str; 24] = [
            "al", "ber", "cor", "dun", "el", "fal", "gor", "hal", "is", "jor", "kel", "lun", "mor", "nor",
            "ost", "per", "quil", "rav", "sker", "tol", "ul", "ver", "wil", "yar",
        ];
        const ENDS: [&str; 20] = [
            "an", "der", "en", "ford", "gate", "haven", "ing", "ket", "low", "mar", "ner", "or", "pool",
            "row", "sund", "ter", "und", "vik", "ward", "yon",
        ];
        let rank = self.below(64) * self.below(64);
        let (start, end) = (STARTS[rank % STARTS.len()], ENDS[rank / STARTS.len() % ENDS.len()]);
        match rank / (STARTS.len() * ENDS.len()) {
            0 => format!("{start}{end}"),
            more => format!("{start}{}{end}", ENDS[more % ENDS.len()]),
        }
    }
}
