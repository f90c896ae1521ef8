use super::*;
use crate::dedup::Preset;
use crate::error::DecodeError;

/// Made-up headlines of few words, so that there are copies, rewrites and crowds.
fn headlines(count: usize) -> Vec<String> {
    const WORDS: [&str; 24] = [
        "Ferry",
        "fire",
        "off",
        "Aldersund",
        "kills",
        "three",
        "Council",
        "moves",
        "festival",
        "to",
        "Skerrow",
        "bridge",
        "closed",
        "Tollhaven",
        "mill",
        "opens",
        "storm",
        "Brackwater",
        "quay",
        "sold",
        "Hartwick",
        "pier",
        "falls",
        "again",
    ];
    let mut state = 11_u64;
    let mut below = |bound: usize| {
        state = crate::hash::mix(state, 5);
        (state >> 33) as usize % bound
    };
    let mut headline = |_| {
        let count = below(10);
        let words: Vec<&str> = (0..count).map(|_| WORDS[below(6) * below(5)]).collect();
        words.join(if below(7) == 0 { " - " } else { " " })
    };
    (0..count).map(&mut headline).collect()
}

fn documents(count: usize) -> Vec<String> {
    headlines(count * 12).chunks(12).map(|lines| lines.join(".\n")).collect()
}

fn cases() -> [(Dedup, Vec<String>); 2] {
    let min_score = |builder: super::super::DedupBuilder| builder.min_score(400).build().unwrap();
    [
        (min_score(Dedup::builder(Preset::Headlines)), headlines(700)),
        (min_score(Dedup::builder(Preset::Documents)), documents(60)),
    ]
}

fn filled(dedup: &Dedup, texts: &[String]) -> DedupIndex {
    let mut stream = dedup.index();
    (0..).zip(texts).for_each(|(id, text)| stream.add(id, text));
    stream
}

/// Both give the same answers, and are stored as the same bytes.
fn agree(one: &DedupIndex, other: &DedupIndex, questions: &[String]) {
    assert_eq!(one.ids(), other.ids());
    for text in questions {
        assert_eq!(one.matches(text), other.matches(text), "{text:?}");
        assert_eq!(one.query(text), other.query(text), "{text:?}");
    }
    assert!(one.to_bytes() == other.to_bytes());
}

fn restored(stream: &DedupIndex) -> DedupIndex {
    DedupIndex::from_bytes(&stream.to_bytes()).unwrap()
}

#[test]
fn crowds_and_copies_are_among_the_texts_of_these_tests() {
    let [(dedup, texts), _] = cases();
    let stream = filled(&dedup, &texts);
    let most = texts.iter().map(|text| stream.matches(text).len()).max();
    assert!(most > Some(MAX_BLOCK), "{most:?}");
    assert!(
        texts.iter().any(|text| text.is_empty()) && texts.iter().any(|text| stream.matches(text).len() == 1)
    );
}

#[test]
fn a_run_goes_on_as_if_it_had_not_been_stored() {
    for (dedup, texts) in cases() {
        let mut whole = dedup.index();
        let mut resumed = dedup.index();
        for (at, (id, text)) in (0..).zip(&texts).enumerate() {
            if at % (texts.len() / 20) == 0 {
                resumed = restored(&resumed);
                agree(&whole, &resumed, &texts[..at.min(20)]);
            }
            assert_eq!(whole.insert(id, text), resumed.insert(id, text), "{text:?}");
        }
        agree(&whole, &resumed, &texts);
        assert!(whole.len() < texts.len() && !whole.is_empty());
    }
}

#[test]
fn a_merged_stream_is_one_that_saw_all() {
    for (dedup, texts) in cases() {
        let whole = filled(&dedup, &texts);
        for cut in [0, 1, texts.len() / 3, texts.len()] {
            let mut first = filled(&dedup, &texts[..cut]);
            let mut second = dedup.index();
            (cut as u64..).zip(&texts[cut..]).for_each(|(id, text)| second.add(id, text));
            first.merge(&restored(&second)).unwrap();
            agree(&whole, &first, &texts);
        }
    }
}

#[test]
fn streams_of_other_parameters_do_not_merge() {
    let headlines = Dedup::headlines().index();
    for (other, parameter, shown) in [
        (Dedup::builder(Preset::Headlines).min_score(501), "min_score", "min_score differ: 500 and 501"),
        (Dedup::builder(Preset::Documents), "preset", "preset differ: headlines and documents"),
    ] {
        let mut stream = headlines.clone();
        stream.add(1, "Snow fell.");
        let before = stream.to_bytes();
        let mut other = other.build().unwrap().index();
        other.add(2, "Rain fell.");
        let error = stream.merge(&other).unwrap_err();
        assert_eq!((error.parameter(), error.to_string().as_str()), (parameter, shown));
        assert!(stream.to_bytes() == before);
    }
    // Linkage and keep rule are nothing to a stream.
    let other = Dedup::builder(Preset::Headlines)
        .linkage(super::super::Linkage::Leader)
        .keep(super::super::KeepRule::Longest);
    assert_eq!(headlines.clone().merge(&other.build().unwrap().index()), Ok(()));
}

#[test]
fn what_is_removed_was_never_there() {
    for (dedup, texts) in cases() {
        let mut stream = filled(&dedup, &texts);
        assert_eq!(stream.remove(texts.len() as u64), 0);
        assert_eq!(stream.len(), texts.len());
        let odd = |id: u64| id % 3 == 1;
        assert_eq!(stream.retain(odd), texts.len() - stream.len());
        let mut expected = dedup.index();
        for (id, text) in (0..).zip(&texts).filter(|(id, _)| odd(*id)) {
            expected.add(id, text);
        }
        agree(&stream, &expected, &texts);
        assert_eq!(stream.remove(4), 1);
        assert!(!stream.ids().contains(&4) && stream.len() + 1 == expected.len());
        assert_eq!(stream.retain(|_| false), expected.len() - 1);
        agree(&stream, &dedup.index(), &texts);
    }
}

#[test]
fn all_texts_of_an_id_are_removed() {
    let mut stream = Dedup::headlines().index();
    stream.add(7, "Snow closes three mountain roads");
    stream.add(7, "Ferry fire kills three off Aldersund");
    stream.add(8, "Snow closes three mountain roads");
    assert_eq!(stream.query("Snow closes three mountain roads").map(|found| found.id), Some(7));
    assert_eq!(stream.remove(7), 2);
    assert_eq!(stream.query("Snow closes three mountain roads").map(|found| found.id), Some(8));
    assert_eq!(stream.query("Ferry fire kills three off Aldersund"), None);
}

#[test]
fn many_threads_get_the_answers_of_one() {
    for (dedup, mut texts) in cases() {
        let stream = filled(&dedup, &texts);
        texts.push("Rain expected in the north by Friday".to_owned());
        let alone: Vec<Option<IndexMatch>> = texts.iter().map(|text| stream.query(text)).collect();
        assert!(alone.iter().any(Option::is_some) && alone.iter().any(Option::is_none));
        assert_eq!(stream.query_all(&texts), alone);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for (text, expected) in texts.iter().zip(&alone) {
                        assert_eq!(stream.query(text), *expected);
                    }
                });
            }
        });
    }
}

#[test]
fn of_very_many_copies_the_first_is_found() {
    let mut stream = Dedup::headlines().index();
    for id in 0..1000 {
        stream.add(id, if id % 2 == 0 { "Snow closes three mountain roads" } else { "!?" });
    }
    assert_eq!(stream.query("SNOW CLOSES THREE MOUNTAIN ROADS"), Some(IndexMatch { id: 0, score: 1000 }));
    assert_eq!(stream.query("!?"), Some(IndexMatch { id: 1, score: 1000 }));
    assert_eq!(stream.query("?!"), None);
    let found = stream.matches("Three mountain roads closed by snow");
    assert_eq!(found.len(), postings::MOST_TEXTS);
    assert!(found.iter().all(|found| found.id % 2 == 0 && found.id > 400), "the latest ones");
}

#[test]
fn memory_is_what_was_promised() {
    let [(dedup, _), (documents, _)] = cases();
    assert!(dedup.index().memory() < 10_000);
    let mut stream = dedup.index();
    let mut bytes = 0;
    for id in 0..20_000_u64 {
        let word = |by| crate::hash::mix(id, by) % 50_000;
        let text =
            format!("ferry{} quay{} mill{} pier{} storm{}", word(1), word(2), word(3), word(4), word(5));
        bytes += text.len();
        stream.add(id, &text);
    }
    // The counts of tokens are a quarter of a megabyte, whatever is stored, and so is the last piece of texts.
    let each = (stream.memory() - bytes - (1 << 19)) / stream.len();
    assert!((60..115).contains(&each), "{each} bytes a headline besides its text");
    let text = "The ferry stops for good, and nobody waved. ".repeat(40);
    let mut stream = documents.index();
    (0..2000).for_each(|id| stream.add(id, &format!("{id} {text} {id}")));
    let each = stream.memory() / stream.len() - text.len();
    assert!((190..700).contains(&each), "{each} bytes a document besides its text");
}

#[test]
fn any_change_of_the_bytes_is_an_error() {
    for (dedup, texts) in cases() {
        let mut stream = dedup.index();
        (0..4).zip(&texts).for_each(|(id, text)| stream.add(id, &format!("{text} Aldersund")));
        let good = stream.to_bytes();
        assert!(DedupIndex::from_bytes(&good).is_ok());
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bytes = good.clone();
                bytes[at] ^= 1 << bit;
                assert!(DedupIndex::from_bytes(&bytes).is_err(), "bit {bit} of byte {at}");
            }
            let error = DedupIndex::from_bytes(&good[..at]).unwrap_err();
            assert_eq!(error, DecodeError::Truncated { at });
        }
        let longer = [&good[..], b"\0"].concat();
        assert_eq!(DedupIndex::from_bytes(&longer).unwrap_err(), DecodeError::Corrupt { at: good.len() });
    }
}

#[test]
fn wrong_bytes_are_named_by_their_place() {
    let good = filled(&Dedup::headlines(), &headlines(3)).to_bytes();
    let with = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        DedupIndex::from_bytes(&bytes).unwrap_err()
    };
    for (at, byte, expected) in [
        (0, b'D', DecodeError::Corrupt { at: 0 }),
        (3, b'y', DecodeError::Corrupt { at: 3 }),
        (4, 9, DecodeError::UnknownVersion { got: 9, newest: 2 }),
        (8, 9, DecodeError::OtherVersion { of: "DEDUP_VERSION", got: 9, known: super::super::DEDUP_VERSION }),
        (12, 9, DecodeError::OtherVersion { of: "FOLD_VERSION", got: 9, known: crate::text::FOLD_VERSION }),
        // The options, which have a checksum of their own.
        (28, 3, DecodeError::Corrupt { at: 31 }),
        // A block that ends far behind the file.
        (27, 0x7f, DecodeError::Truncated { at: good.len() }),
        (45, 0x7f, DecodeError::Truncated { at: good.len() }),
        // The checksum of the last block.
        (good.len() - 1, !good[good.len() - 1], DecodeError::Corrupt { at: good.len() - 8 }),
    ] {
        assert_eq!(with(at, byte), expected, "byte {at} as {byte}");
    }
    for (foreign, at) in [(&b"dmod"[..], 1), (b"{\"id\": 1}", 0), (b"dsi", 3), (b"", 0), (b"PK\x03\x04", 0)] {
        let error = DedupIndex::from_bytes(foreign).unwrap_err();
        let expected =
            if foreign.len() == at { DecodeError::Truncated { at } } else { DecodeError::Corrupt { at } };
        assert_eq!(error, expected, "{foreign:?}");
    }
}

#[test]
fn what_was_forged_with_the_right_checksum_is_refused_or_harmless() {
    let stream = filled(&Dedup::headlines(), &["Snow fell in Aldersund.".to_owned()]);
    let good = stream.to_bytes();
    // The options, the texts, and the end.
    let contents = [&good[28..31], &good[47..good.len() - 24], &[]];
    let forge = |block: usize, change: &dyn Fn(&mut Vec<u8>)| {
        let (mut bytes, mut sum) = super::stored::FRAME.head();
        for (at, content) in contents.iter().enumerate() {
            let mut content = content.to_vec();
            if at == block {
                change(&mut content);
            }
            sum.write_block(&mut bytes, |out| out.extend(content));
        }
        DedupIndex::from_bytes(&bytes)
    };
    assert!(forge(1, &|_| ()).is_ok());
    for (change, place) in [
        (&(|options: &mut Vec<u8>| options[0] = 3) as &dyn Fn(&mut Vec<u8>), 28),
        (&|options| options[0] = 0, 28),
        // A least score over 1000.
        (&|options| options[2] = 0xff, 29),
        (&|options| options.push(0), 31),
    ] {
        assert_eq!(forge(0, change).unwrap_err(), DecodeError::Corrupt { at: place });
    }
    let corrupt = DecodeError::Corrupt { at: 47 };
    let forge = |change: &dyn Fn(&mut Vec<u8>)| forge(1, change);
    assert_eq!(forge(&|texts| texts[12] += 1).unwrap_err(), corrupt, "a text that ends behind its block");
    assert_eq!(forge(&|texts| *texts.last_mut().unwrap() = 0xff).unwrap_err(), corrupt, "no UTF-8");
    assert_eq!(
        forge(&|texts| texts.push(0)).unwrap_err(),
        DecodeError::Corrupt { at: good.len() - 24 },
        "a text that is cut"
    );
    // Tokens of another text: candidates are lost, but no pair is made up.
    let forged = forge(&|texts| texts[16..32].fill(0xff)).unwrap();
    assert!(forged.query("Rain fell in Skerrow.").is_none());
    assert_eq!(forged.len(), 1);
}

#[test]
fn bytes_may_come_in_parts_of_any_size() {
    for (dedup, mut texts) in cases() {
        texts.push("Snow fell in Aldersund. ".repeat(30_000));
        texts.push("Rain fell.".to_owned());
        let stream = filled(&dedup, &texts);
        let bytes = stream.to_bytes();
        assert_eq!(stream.blocks().collect::<Vec<_>>().concat(), bytes);
        assert!(stream.blocks().count() >= 3);
        for size in [1, 7, 1 << 12, 1 << 18, bytes.len()] {
            let mut decoder = IndexDecoder::new();
            bytes.chunks(size).for_each(|part| decoder.feed(part).unwrap());
            assert!(decoder.finish().unwrap().to_bytes() == bytes, "parts of {size}");
        }
        let mut decoder = IndexDecoder::new();
        decoder.feed(&bytes).unwrap();
        let error = decoder.feed(b"?").unwrap_err();
        assert_eq!(error, DecodeError::Corrupt { at: bytes.len() });
        assert_eq!(decoder.feed(b"").unwrap_err(), error, "once wrong, always wrong");
        assert_eq!(decoder.finish().unwrap_err(), error);
    }
}
