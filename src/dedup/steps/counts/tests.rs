use super::*;
use crate::dedup::Dedup;
use crate::error::BuildError;

fn counts() -> Result<TokenCounts, BuildError> {
    let dedup = Dedup::headlines();
    let mut counts = TokenCounts::new(3);
    for text in ["Ferry sinks off Skerrow", "Ferry sold", "Mill opens again"] {
        counts.add(&dedup.row(text));
    }
    Ok(counts)
}

#[test]
fn counts_come_back_and_any_order_gives_the_same_bytes() -> Result<(), BuildError> {
    let dedup = Dedup::headlines();
    let all = counts()?;
    let (mut one, mut other) = (TokenCounts::new(3), TokenCounts::new(3));
    other.add(&dedup.row("Ferry sinks off Skerrow"));
    one.add(&dedup.row("Mill opens again"));
    one.add(&dedup.row("Ferry sold"));
    assert_eq!(one.merge(&other), Ok(()));
    let bytes = all.to_bytes();
    assert_eq!(one.to_bytes(), bytes);
    assert_eq!(TokenCounts::from_bytes(&bytes), Ok(all));
    assert_eq!(bytes.len(), 28 + 4 * 1024 + 8);
    Ok(())
}

#[test]
fn the_form_is_frozen() -> Result<(), BuildError> {
    let bytes = counts()?.to_bytes();
    assert_eq!(bytes[..8], *b"dsac\x02\0\0\0");
    assert_eq!(bytes[24..28], [10, 0, 0, 0]);
    let slot = |at: usize| bytes[28 + 4 * at..][..4].try_into().map(u32::from_le_bytes);
    let filled: Vec<(usize, u32)> =
        (0..1024).filter_map(|at| Some((at, slot(at).ok()?))).filter(|(_, count)| *count > 0).collect();
    let expected = [(161, 1), (222, 1), (469, 1), (547, 1), (628, 1), (643, 1), (766, 2), (904, 1)];
    assert_eq!(filled, expected, "the ferry is there twice");
    Ok(())
}

#[test]
fn what_is_cut_or_changed_is_an_error_with_its_place() -> Result<(), BuildError> {
    let bytes = counts()?.to_bytes();
    for end in (0..bytes.len()).rev().step_by(7).chain(0..40) {
        assert_eq!(TokenCounts::from_bytes(&bytes[..end]), Err(DecodeError::Truncated { at: end }));
    }
    for at in (0..bytes.len()).rev().step_by(7).chain(0..40) {
        let mut wrong = bytes.clone();
        wrong[at] ^= 0x10;
        assert!(TokenCounts::from_bytes(&wrong).is_err(), "byte {at}");
    }
    let changed = |at: usize, value: u8| {
        let mut wrong = bytes.clone();
        wrong[at] = value;
        TokenCounts::from_bytes(&wrong).err()
    };
    assert_eq!(changed(0, b'x'), Some(DecodeError::Corrupt { at: 0 }));
    assert_eq!(changed(4, 9), Some(DecodeError::UnknownVersion { got: 9, newest: 2 }));
    let other = DecodeError::OtherVersion { of: "DEDUP_VERSION", got: 99, known: DEDUP_VERSION };
    assert_eq!(changed(8, 99), Some(other));
    let other = DecodeError::OtherVersion { of: "FOLD_VERSION", got: 99, known: FOLD_VERSION };
    assert_eq!(changed(12, 99), Some(other));
    // The number of slots: too few, too many, and more than there are.
    let forged = |bits: u8| TokenCounts::from_bytes(&FRAME.forged(&bytes, 24, &[bits])).err();
    assert_eq!(forged(9), Some(DecodeError::Corrupt { at: 24 }));
    assert_eq!(forged(25), Some(DecodeError::Corrupt { at: 24 }));
    assert_eq!(forged(24), Some(DecodeError::Truncated { at: bytes.len() - 8 }));
    assert_eq!(forged(10), None);
    assert_eq!(changed(38, 1), Some(DecodeError::Corrupt { at: bytes.len() - 8 }));
    let longer = [bytes.as_slice(), b"!"].concat();
    assert_eq!(TokenCounts::from_bytes(&longer), Err(DecodeError::Corrupt { at: bytes.len() }));
    Ok(())
}
