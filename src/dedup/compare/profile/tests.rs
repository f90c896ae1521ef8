use super::*;

fn hashes(text: &str) -> Vec<u64> {
    Profile::of(text).tokens.iter().map(|token| token.hash).collect()
}

/// Each text's words with what they stand for are those of the other.
fn agree(rows: &[(&str, &str, bool)]) {
    for &(one, other, expected) in rows {
        assert_eq!(hashes(one) == hashes(other), expected, "{one:?} and {other:?}");
    }
}

/// The words of a text that stand in frames, folded.
fn framed(text: &str) -> Vec<String> {
    let profile = Profile::of(text);
    let tokens = profile.tokens.iter().filter(|token| token.is(class::FRAME));
    tokens.map(|token| String::from_utf8(profile.folded(token).to_vec()).unwrap()).collect()
}

#[test]
fn finds_the_same_number_in_any_writing() {
    agree(&[
        ("1,200 boats", "1200 boats", true),
        ("1.200 boats", "1200 boats", true),
        ("1,200,000 boats", "1200000 boats", true),
        ("１，２００ boats", "1200 boats", true),
        ("１２００ boats", "1,200 boats", true),
        ("1٬200 boats", "1200 boats", true),
        ("١٢٠٠ boats", "1200 boats", true),
        ("007 boats", "7 boats", true),
        ("000 boats", "0 boats", true),
        ("three boats", "3 boats", true),
        ("drei Boote", "3 Boote", true),
    ]);
}

#[test]
fn spares_numbers_that_differ() {
    agree(&[
        ("1,200 boats", "1,201 boats", false),
        ("1 200 boats", "1200 boats", false),
        ("1, 200 boats", "1200 boats", false),
        ("1-200 boats", "1200 boats", false),
        ("3 boats", "13 boats", false),
        ("10 boats", "1 boats", false),
        ("1,20a boats", "120a boats", false),
    ]);
    for text in ["1,200", "12", "４", "b2b", "2nd", "three"] {
        assert!(Profile::of(text).tokens[0].is(class::NUMBER), "{text}");
    }
    for text in ["boats", "b", "U.S."] {
        assert!(!Profile::of(text).tokens[0].is(class::NUMBER), "{text}");
    }
}

#[test]
fn finds_initials_with_points() {
    agree(&[
        ("U.S. port", "US port", true),
        ("U.S.A. port", "USA port", true),
        ("u.k. port", "UK port", true),
        ("Ｕ．Ｓ． port", "US port", true),
    ]);
}

#[test]
fn spares_single_letters_that_stand_apart() {
    agree(&[
        ("U S port", "US port", false),
        ("U, S port", "US port", false),
        ("plan B. Port", "plan b port", true),
        ("A.Borg port", "Aborg port", false),
    ]);
}

#[test]
fn finds_the_word_behind_apostrophes() {
    agree(&[
        ("the harbour's wall", "the harbour wall", true),
        ("the harbour’s wall", "the harbour wall", true),
        ("THE HARBOUR'S WALL", "the harbour wall", true),
        ("l'écluse fermée", "écluse fermée", true),
        ("l’écluse fermée", "écluse fermée", true),
        ("qu’orage et pluie", "orage et pluie", true),
        ("d'orage et pluie", "l'orage et pluie", true),
        ("الميناء مغلق", "ميناء مغلق", true),
    ]);
}

#[test]
fn spares_apostrophes_that_belong_to_the_word() {
    agree(&[
        // Three letters before the mark are a word, not an article.
        ("rock'roll night", "roll night", false),
        ("the sailors' wall", "the sailor wall", false),
        ("the harbours wall", "the harbour wall", false),
        // Too little would be left of these.
        ("ال مغلق", "مغلق", false),
        ("الفن مغلق", "فن مغلق", false),
        ("an 's here", "an here", false),
    ]);
}

#[test]
fn finds_frames() {
    for (text, expected) in [
        ("UPDATE 2-Ferry burns off Aldersund", &["update", "2"][..]),
        ("UPDATE 1: Ferry burns off Aldersund", &["update", "1"]),
        ("BREAKING: Ferry burns off Aldersund", &["breaking"]),
        ("Breaking News | Ferry burns off Aldersund", &["breaking", "news"]),
        ("(LEAD) Ferry burns off Aldersund", &["lead"]),
        ("[Updated] Ferry burns off Aldersund", &["updated"]),
        ("Eilmeldung: Fähre brennt vor Aldersund", &["eilmeldung"]),
        ("Срочно: паром горит у Олесунна", &["срочно"]),
        ("Ferry burns off Aldersund - Aldersund Tribune", &["aldersund", "tribune"]),
        ("Ferry burns off Aldersund | Reuters", &["reuters"]),
        ("Ferry burns off Aldersund (VIDEO)", &["video"]),
        ("Ferry burns off Aldersund :: World", &["world"]),
        ("Ferry burns off Aldersund - World - BBC News", &["world", "bbc", "news"]),
        ("Ferry burns off Aldersund | Nordkyst Allehanda", &["nordkyst", "allehanda"]),
        ("BREAKING: Ferry burns off Aldersund (VIDEO)", &["breaking", "video"]),
    ] {
        assert_eq!(framed(text), expected, "{text}");
    }
}

#[test]
fn spares_what_a_sentence_says_itself() {
    for text in [
        "Update your boats before winter",
        "Breaking ice is hard work for ferry crews",
        "Live music returns to Aldersund - and nobody sleeps",
        "Ferry burns off Aldersund - fire crews on board all night",
        "Two towns: one ferry",
        // Too little would be left.
        "Breaking: fire",
        "Ferry | Reuters",
        "Reuters",
        "| - :",
        "",
    ] {
        assert_eq!(framed(text), [""; 0], "{text}");
    }
    // Sixty words are the longest headline, sixty-one are a text.
    let words = |count: usize| format!("BREAKING: {}", "ferry ".repeat(count - 1));
    assert_eq!(framed(&words(60)), ["breaking"]);
    assert_eq!(framed(&words(61)), [""; 0]);
}

#[test]
fn words_of_frames_tell_an_eighth() {
    let weight = |text: &str, at: usize| Profile::of(text).tokens[at].weight;
    let own = weight("Nordkyst says so", 0);
    assert_eq!(own, MOST_WEIGHT);
    assert_eq!(weight("Ferry burns off Aldersund | Nordkyst", 4), own.div_ceil(8));
}

#[test]
fn styles() {
    for (text, expected) in [
        ("", Style::None),
        ("Ferry", Style::None),
        ("ferry burns off aldersund", Style::None),
        ("FERRY BURNS OFF ALDERSUND", Style::None),
        ("渡船今晨停航", Style::None),
        ("Ferry burns off Aldersund", Style::Sentence),
        ("Паром горит у Олесунна", Style::Sentence),
        ("Ferry Burns Off Aldersund", Style::Title),
        // The first word does not count. Of five words two small ones are enough, of six they are not.
        ("Off Aldersund Ferry burns Again today", Style::Sentence),
        ("Off Aldersund Ferry burns Again today At Night", Style::Title),
    ] {
        assert_eq!(Profile::of(text).style, expected, "{text}");
    }
}

#[test]
fn capitals_count_in_sentences_only() {
    let capitals = |text: &str| {
        let profile = Profile::of(text);
        profile.tokens.iter().map(|token| token.is(class::CAPITAL)).collect::<Vec<_>>()
    };
    assert_eq!(capitals("Ferry burns off Skerrow"), [false, false, false, true]);
    assert_eq!(capitals("Ferry Burns Off Skerrow"), [false; 4]);
    assert_eq!(capitals("ferry burns off skerrow"), [false; 4]);
}

#[test]
fn finds_letters_that_pose_as_others() {
    agree(&[
        // Cyrillic letters among Latin words, and Latin ones among Cyrillic words.
        ("The fеrrу сoре burns at night", "The ferry cope burns at night", true),
        ("The ferry саре burns at night", "The ferry cape burns at night", true),
        ("Ночной паром и cop горят у берега", "Ночной паром и сор горят у берега", true),
    ]);
}

#[test]
fn spares_words_of_another_script() {
    agree(&[
        ("The ferry паром burns at night", "The ferry parom burns at night", false),
        ("сор", "cop", false),
    ]);
    assert_ne!(hashes("The ferry паром burns"), hashes("The ferry napom burns"));
}

#[test]
fn ends_that_are_cut() {
    for (text, expected) in [
        ("Ferry burns off …", true),
        ("Ferry burns off...", true),
        ("Ferry burns off..", true),
        ("Ferry burns off ... \n", true),
        ("Ferry burns off.", false),
        ("Ferry burns ... off", false),
        ("… Ferry burns", false),
        ("", false),
    ] {
        assert_eq!(Profile::of(text).cut, expected, "{text}");
    }
}

#[test]
fn texts_without_words_are_told_by_their_signs() {
    for (one, other, expected) in [
        ("", "", true),
        ("", " \n\u{a0}\u{3000}", true),
        ("!?", " ! ? ", true),
        ("!?", "?!", false),
        ("!", "!!", false),
        ("", "!", false),
        ("🚢", "🚢", true),
        ("🚢", "⛴", false),
        ("!", "ferry", false),
        // With a word, signs do not count.
        ("ferry!", "ferry", true),
    ] {
        let (a, b) = (Profile::of(one), Profile::of(other));
        assert_eq!(a.equals(&b), expected, "{one:?} and {other:?}");
        assert_eq!(b.equals(&a), expected, "{one:?} and {other:?}");
        assert_eq!(a.key() == b.key(), expected, "{one:?} and {other:?}");
    }
}

#[test]
fn a_profile_read_again_is_a_new_one() {
    let texts = [
        "UPDATE 2-Ferry burns off Aldersund | Reuters",
        "",
        "!?",
        "1,200 boats wait…",
        "The fеrry burns at night",
        "渡船今晨停航",
    ];
    let mut reused = Profile::default();
    for text in texts.iter().chain(texts.iter().rev()) {
        reused.read(text);
        assert_eq!(format!("{reused:?}"), format!("{:?}", Profile::of(text)), "{text}");
    }
}

#[test]
fn few_trigrams_of_long_texts_are_kept() {
    let long: String = (0..20_000).map(|i| format!("word{i} ")).collect();
    let profile = Profile::of(&long);
    assert!(profile.grams.len() <= GRAMS, "{}", profile.grams.len());
    assert!(profile.grams.is_sorted() && profile.grams.iter().all(|&gram| gram <= profile.upto));
    let short = Profile::of("ferry");
    // " fe" is the first one whose start is blank: f, fe, fer, err, rry, ry.
    assert_eq!((short.grams.len(), short.upto), (6, u32::MAX));
}

/// Prose has far fewer different trigrams than bytes, and the longer it is, the more so.
#[test]
fn long_texts_keep_a_full_sample() {
    let long: String = (0..20_000).map(|i| format!("word{} ", i * 7919 % 20_011)).collect();
    assert!(Profile::of(&long).grams.len() > GRAMS / 2, "{}", Profile::of(&long).grams.len());
}

/// The same trigram sample by its definition.
#[test]
fn trigrams_are_those_of_the_least_hashes() {
    let all = |text: &str| {
        let mut profile = Profile::of(text);
        let folded = std::mem::take(&mut profile.words.folded);
        let chars: Vec<u64> = [' ', ' ', ' ']
            .into_iter()
            .skip(2)
            .chain(String::from_utf8(folded).unwrap().chars())
            .chain([' '])
            .map(u64::from)
            .collect();
        let mut grams: Vec<u32> = (1..chars.len())
            .map(|at| {
                let before = if at >= 2 { chars[at - 2] } else { 0 };
                let window = before << 42 | chars[at - 1] << 21 | chars[at];
                ((window & 0x7fff_ffff_ffff_ffff).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 32) as u32
            })
            .collect();
        grams.sort_unstable();
        grams.dedup();
        grams
    };
    let long: String = (0..3000).map(|i| format!("w{} ", i * i % 7919)).collect();
    for text in ["ferry", "Ferry burns", "渡船今晨停航", "паром", long.as_str()] {
        let profile = Profile::of(text);
        let mut expected = all(text);
        expected.retain(|&gram| gram <= profile.upto);
        assert_eq!(profile.grams, expected, "{text:.20}");
    }
}
