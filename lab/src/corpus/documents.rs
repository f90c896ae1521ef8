//! Documents of body text alone, some of which are rewritten copies of earlier ones.

use super::{LANGUAGES, Rng, Stock};

/// One of so many documents is a rewrite of an earlier one.
pub const PLANTED: usize = 20;

/// The same with a paragraph less, with one more, or in capitals here and there.
fn rewritten(paragraphs: &[String], stock: &Stock, rng: &mut Rng) -> Vec<String> {
    let mut paragraphs = paragraphs.to_vec();
    let at = rng.between(0, paragraphs.len() - 1);
    match rng.below(3) {
        0 => drop(paragraphs.remove(at)),
        1 => {
            let topic = stock.topic(rng);
            paragraphs.insert(at, stock.paragraph(rng, &topic));
        }
        _ => paragraphs[at] = paragraphs[at].to_uppercase(),
    }
    paragraphs
}

/// So many English documents of 8 to 20 paragraphs, and for each whether it is a rewrite of an earlier
/// one, by its place.
pub fn documents(count: usize) -> (Vec<String>, Vec<Option<usize>>) {
    let stock = Stock::new(&LANGUAGES[0]);
    let (mut texts, mut sources, mut originals) = (Vec::new(), Vec::new(), Vec::new());
    for at in 0..count {
        let mut rng = Rng::new(0x000D_0C5E, at as u64);
        if at % PLANTED == PLANTED - 1 {
            let of = rng.between(0, originals.len() - 1);
            let (place, paragraphs): &(usize, Vec<String>) = &originals[of];
            texts.push(rewritten(paragraphs, &stock, &mut rng).join("\n\n"));
            sources.push(Some(*place));
        } else {
            let topic = stock.topic(&mut rng);
            let count = rng.between(8, 20);
            let paragraphs: Vec<String> = (0..count).map(|_| stock.paragraph(&mut rng, &topic)).collect();
            texts.push(paragraphs.join("\n\n"));
            sources.push(None);
            originals.push((at, paragraphs));
        }
    }
    (texts, sources)
}
