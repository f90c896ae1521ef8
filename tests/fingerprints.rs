//! Fingerprints are frozen: what was stored under a version can be compared with
//! what is made under it. Golden values, over the public API alone, and the reference
//! implementations of SimHash.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::hash::{Hash, Hasher};

use descrape::fingerprint::{
    FINGERPRINT_VERSION, FOLD_VERSION, MinHasher, ShingleUnit, Shingler, Signature, SimHash64, SimHash128,
    SimHashes, shingles,
};
use descrape::{DecodeError, fold};
use proptest::prelude::*;

const SNOW: &str = "Snow fell in the hills on Monday, the “weather” service’s office said.";
const MIXED: &str = "Ёлка: Más à LIRE — 関連記事 şu ٠٥";

fn words(size: usize) -> ShingleUnit {
    ShingleUnit::words(size).unwrap()
}

fn chars(size: usize) -> ShingleUnit {
    ShingleUnit::chars(size).unwrap()
}

#[test]
fn versions() {
    assert_eq!((FOLD_VERSION, FINGERPRINT_VERSION), (2, 2), "new versions need new values below");
}

#[test]
fn golden_words() {
    assert_eq!(shingles("home headlines", words(1)), [0x125f_cd88_b783_b9ad, 0x41dc_e768_f23f_b9eb]);
    assert_eq!(
        shingles("a line thatislongerthansixteen", words(1)),
        [0x4ec6_674c_1894_f1d0, 0xa215_3685_75f0_7bd6, 0xe806_27d6_f241_fd25]
    );
    assert_eq!(
        shingles(MIXED, words(1)),
        [
            0xa952_189c_ada9_aeb8,
            0xb4a2_1ea0_47d6_e57c,
            0x4ec6_674c_1894_f1d0,
            0x0b7a_e38f_df3d_96c9,
            0xfe84_af60_5bc8_4914,
            0x1329_cf1e_43ac_1101,
            0x3269_60f5_f562_8021,
            0xace6_76e9_22d1_0bc5,
            0x09e8_f21b_0ca6_3f5d
        ]
    );
}

#[test]
fn golden_shingles() {
    assert_eq!(
        shingles("Snow fell in the hills", words(3)),
        [0x84d8_3b35_5782_6125, 0xa02e_83ca_a087_68f0, 0x31fd_d203_611c_988f]
    );
    assert_eq!(shingles("Snow fell in", words(16)), [0x84d8_3b35_5782_6125]);
    assert_eq!(
        shingles("été 字", chars(3)),
        [0x2bf3_7140_c720_9608, 0x756d_1344_614c_ec77, 0x4e4a_5514_22f2_4eb9]
    );
    assert_eq!(shingles("ab", chars(16)), [0xb6b0_fc13_31da_d1bd]);
}

#[test]
fn golden_simhashes() {
    let of = |text, unit| SimHash64::of(&shingles(text, unit)).bits();
    assert_eq!(of(SNOW, words(1)), 0x80da_eeb0_d8b3_c956);
    assert_eq!(of(SNOW, words(3)), 0x8045_2327_4680_3b31);
    assert_eq!(of(SNOW, chars(5)), 0x0daf_9b2f_903c_272c);
    assert_eq!(of(MIXED, words(1)), 0x2ae2_668c_4fa4_8151);
    assert_eq!(of("", words(1)), 0);
    assert_eq!(SimHash128::of(&shingles(SNOW, words(1))).bits(), 0x2c0c_8a04_4454_49ec_80da_eeb0_d8b3_c956);
    let weighted: Vec<(u64, u8)> = shingles(SNOW, words(1)).into_iter().zip(1..).collect();
    assert_eq!(SimHash64::weighted(&weighted).bits(), 0xa9d7_eef3_d0b3_cd5e);
    assert_eq!(
        SimHash64::from_bits(0x0123_4567_89ab_cdef).bands(4).collect::<Vec<_>>(),
        [0xbfef_fc0e_e66d_4037, 0x9c10_3c73_9e05_eed4, 0xb12a_38a2_f62d_a88f, 0xdf1b_5f41_6430_70f7]
    );
}

#[test]
fn golden_signatures() {
    let of = |text, slots, seed| {
        MinHasher::new(slots, seed).unwrap().signature(&shingles(text, words(2))).slots().to_vec()
    };
    assert_eq!(
        of(SNOW, 8, 0),
        [
            0x0e89_76c7,
            0x2a74_21e6,
            0x0afe_0e7d,
            0x024f_f02b,
            0x0831_2a53,
            0x0db9_444d,
            0x06ef_68b0,
            0x0a74_21e6
        ]
    );
    assert_eq!(of(SNOW, 5, 1), [0x0700_7daf, 0x0dc0_ea08, 0x13b1_52a3, 0x03b1_52a3, 0x0baa_c3b4]);
    assert_eq!(of("snow", 4, 0), [0x03fc_e265, 0x63fc_e265, 0x43fc_e265, 0x23fc_e265]);
    assert_eq!(of("", 3, 0), [u32::MAX; 3]);
    // More elements than are asked one by one.
    let many: Vec<u64> = (0..500).flat_map(|at| shingles(&format!("w{at}"), words(1))).collect();
    assert_eq!(
        MinHasher::new(8, 7).unwrap().signature(&many).slots(),
        [
            0x004a_7007,
            0x0009_3de9,
            0x0001_b163,
            0x0090_3ff4,
            0x0084_e874,
            0x005e_6e2d,
            0x0039_58d2,
            0x0050_b839
        ]
    );
    let keys: Vec<u64> = MinHasher::new(8, 0).unwrap().signature(&many).bands(4).collect();
    assert_eq!(keys, [0xd3d5_40dd_3a03_6863, 0xfd05_07a2_172d_6385]);
}

#[test]
fn golden_bytes() {
    let mut simhashes = SimHashes::new(words(3));
    simhashes.push(SimHash64::from_bits(0x0102_0304_0506_0708));
    let expected =
        b"dfps\x02\0\0\0\x12\0\0\0\0\0\0\0\x01\x03\x01\0\0\0\0\0\0\0\x08\x07\x06\x05\x04\x03\x02\x01\x5f\xc8\x8f\xbe\x52\x65\x9f\x30";
    assert_eq!(simhashes.to_bytes(), expected);
    let signature = MinHasher::new(1, 0x0a0b).unwrap().for_unit(chars(5)).signature(&[]);
    let expected =
        b"dfpm\x02\0\0\0\x12\0\0\0\0\0\0\0\x02\x05\x01\0\0\0\x0b\x0a\0\0\0\0\0\0\xff\xff\xff\xffSUM2";
    assert_eq!(signature.to_bytes(), expected);
}

/// The hash that the `simhash` crate gives to a word.
fn sip(word: &str) -> u64 {
    #[allow(deprecated, reason = "the crate uses the same algorithm")]
    let mut hasher = std::hash::SipHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn simhash_equals_the_simhash_crate() {
    for text in [SNOW, MIXED, "", "one", "one two", "a b a b", "The cat sat on the mat"] {
        let features: Vec<u64> = text.split_whitespace().map(sip).collect();
        assert_eq!(SimHash64::of(&features).bits(), simhash::simhash(text), "{text}");
    }
}

proptest! {
    #[test]
    fn simhash_equals_the_simhash_crate_on_any_words(text in "([a-zé]{1,6} ){0,120}") {
        let features: Vec<u64> = text.split_whitespace().map(sip).collect();
        prop_assert_eq!(SimHash64::of(&features).bits(), simhash::simhash(&text));
    }

    #[test]
    fn shingles_are_those_of_the_folded_text(text in "[a-zA-ZÀ-ÿа-яЁ٠-٩ ,.!?()&\n“”—-]{0,80}", size in 1..=16usize) {
        let folded = fold(&text);
        prop_assert_eq!(shingles(&text, words(size)), shingles(&folded, words(size)));
        prop_assert_eq!(shingles(&text, chars(size)), shingles(&folded, chars(size)));
    }

    #[test]
    fn a_shingler_forgets(texts in prop::collection::vec("\\PC{0,80}", 0..4), size in 1..5usize) {
        let (mut by_words, mut by_chars) = (Shingler::new(words(size)), Shingler::new(chars(size)));
        for text in &texts {
            prop_assert_eq!(by_words.shingles(text), shingles(text, words(size)));
            prop_assert_eq!(by_chars.shingles(text), shingles(text, chars(size)));
        }
    }

    #[test]
    fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let _ = (SimHashes::from_bytes(&bytes), Signature::from_bytes(&bytes));
    }

    #[test]
    fn what_was_written_is_read_and_nothing_else(
        set in prop::collection::vec(any::<u64>(), 0..40),
        slots in 1..40usize,
        seed in any::<u64>(),
        size in 1..=16usize,
        flip in any::<prop::sample::Index>(),
        bit in 0..8u32,
    ) {
        let signature = MinHasher::new(slots, seed).unwrap().for_unit(chars(size)).signature(&set);
        let mut simhashes = SimHashes::new(words(size));
        simhashes.extend(set.iter().copied().map(SimHash64::from_bits));
        let (one, two) = (signature.to_bytes(), simhashes.to_bytes());
        prop_assert_eq!(Signature::from_bytes(&one).unwrap(), signature);
        prop_assert_eq!(SimHashes::from_bytes(&two).unwrap(), simhashes);
        prop_assert!(SimHashes::from_bytes(&one).is_err() && Signature::from_bytes(&two).is_err());
        // Cut off anywhere, it ends too early; and changed anywhere, it is something else, or wrong.
        for bytes in [one, two] {
            let cut = flip.index(bytes.len());
            let results = (Signature::from_bytes(&bytes[..cut]), SimHashes::from_bytes(&bytes[..cut]));
            prop_assert!(results.0.is_err() && results.1.is_err());
            let mut changed = bytes.clone();
            changed[cut] ^= 1u8 << bit;
            if let Ok(read) = Signature::from_bytes(&changed) {
                prop_assert_eq!(read.to_bytes(), changed.clone());
            }
            if let Ok(read) = SimHashes::from_bytes(&changed) {
                prop_assert_eq!(read.to_bytes(), changed);
            }
        }
    }
}

#[test]
fn foreign_bytes_are_refused_with_a_reason() {
    let good = SimHashes::new(words(3)).to_bytes();
    let with = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        SimHashes::from_bytes(&bytes).unwrap_err()
    };
    assert_eq!(SimHashes::from_bytes(b""), Err(DecodeError::Truncated { at: 0 }));
    assert_eq!(with(0, b'x'), DecodeError::Corrupt { at: 0 });
    assert_eq!(with(3, b'm'), DecodeError::Corrupt { at: 3 });
    assert_eq!(with(4, 3), DecodeError::UnknownVersion { got: 3, newest: FINGERPRINT_VERSION });
    assert_eq!(with(16, 3), DecodeError::Corrupt { at: good.len() - 8 });
    // A length that no memory could hold.
    assert_eq!(with(15, 0xff), DecodeError::Truncated { at: good.len() });
    let long = [&good[..], &[0]].concat();
    assert_eq!(SimHashes::from_bytes(&long), Err(DecodeError::Corrupt { at: good.len() }));
    for (error, message) in [
        (DecodeError::Truncated { at: 3 }, "the data ends after 3 bytes, where more must follow"),
        (
            DecodeError::UnknownVersion { got: 2, newest: 1 },
            "the data has version 2, but only version 1 is understood",
        ),
        (
            DecodeError::OtherName { of: "feature", at: 3, known: "Width" },
            "the data has another feature at place 3, where here it is Width",
        ),
        (
            DecodeError::OtherName { of: "kind", at: 17, known: "" },
            "the data names a kind at place 17 that is not known here",
        ),
        (DecodeError::Corrupt { at: 3 }, "the data is wrong at byte 3"),
    ] {
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn they_can_be_sent_and_shared() {
    fn check<T: Send + Sync + Clone + std::fmt::Debug>() {}
    check::<ShingleUnit>();
    check::<Shingler>();
    check::<SimHash64>();
    check::<SimHash128>();
    check::<SimHashes>();
    check::<MinHasher>();
    check::<Signature>();
    check::<DecodeError>();
    check::<descrape::MismatchError>();
}
