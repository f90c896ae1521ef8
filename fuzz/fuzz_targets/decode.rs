//! Stored fingerprints, models, counts and indexes: any bytes are read or refused, and what is read is written as it was.
#![no_main]

use descrape::fingerprint::{Signature, SimHashes};
use descrape::steps::{IndexDecoder, TokenCounts};
use descrape::{Dedup, DedupIndex, LineModel};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(simhashes) = SimHashes::from_bytes(data) {
        assert_eq!(simhashes.to_bytes(), data);
        let mut twice = simhashes.clone();
        twice.merge(&simhashes).unwrap();
        assert_eq!(SimHashes::from_bytes(&twice.to_bytes()), Ok(twice));
    }
    if let Ok(signature) = Signature::from_bytes(data) {
        assert_eq!(signature.to_bytes(), data);
        assert_eq!(signature.similarity(&signature), Ok(1.0));
        let mut merged = signature.clone();
        merged.merge(&signature).unwrap();
        assert_eq!(merged, signature);
        assert_eq!(signature.bands(3).len(), signature.slots().len() / 3);
    }
    if let Ok(model) = LineModel::from_bytes(data) {
        assert_eq!(model.to_bytes(), data);
    }
    if let Ok(counts) = TokenCounts::from_bytes(data) {
        assert!(counts.to_bytes() == data);
    }
    index(data);
    changed(data);
});

fn index(data: &[u8]) {
    let mut decoder = IndexDecoder::new();
    let parts = data.chunks(7).try_for_each(|part| decoder.feed(part)).and_then(|()| decoder.finish());
    let whole = DedupIndex::from_bytes(data);
    assert_eq!(whole.as_ref().err(), parts.as_ref().err());
    let (Ok(mut stream), Ok(parts)) = (whole, parts) else { return };
    assert!(stream.to_bytes() == data && parts.to_bytes() == data);
    assert!(stream.memory() <= (1 << 20) + 64 * data.len());
    let found = stream.query("Ferry fire kills three off Aldersund");
    assert!(found.is_none_or(|found| stream.ids().contains(&found.id)));
    stream.merge(&parts).unwrap();
    assert_eq!(stream.retain(|_| false), 2 * parts.len());
}

/// An index of the lines of `data`, and counts of their atoms, are read as they were written, and not at all once a bit of
/// them is another one.
fn changed(data: &[u8]) {
    let [low, high, text @ ..] = data else { return };
    let dedup = if low & 1 == 0 { Dedup::headlines() } else { Dedup::documents() };
    let (mut stream, mut counts) = (dedup.index(), TokenCounts::new(8));
    for (id, text) in String::from_utf8_lossy(text).split('\n').enumerate().take(8) {
        stream.insert(id as u64, text);
        counts.add(&dedup.row(text));
    }
    let flipped = |mut bytes: Vec<u8>| {
        let bit = usize::from(u16::from_le_bytes([*low, *high])) % (bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        bytes
    };
    let bytes = stream.to_bytes();
    assert!(DedupIndex::from_bytes(&bytes).unwrap().to_bytes() == bytes);
    assert!(DedupIndex::from_bytes(&flipped(bytes)).is_err());
    let bytes = counts.to_bytes();
    assert!(TokenCounts::from_bytes(&bytes) == Ok(counts));
    assert!(TokenCounts::from_bytes(&flipped(bytes)).is_err());
}
