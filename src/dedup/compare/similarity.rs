//! How alike two words are by their letters, for inflected forms and slips of the pen.
//!
//! Time O(bytes).

/// How alike two folded words are, in thousandths: a long common start, or one slip of the pen.
pub(in crate::dedup) fn similarity(a: &[u8], b: &[u8]) -> i32 {
    let mut common = a.iter().zip(b).take_while(|(one, other)| one == other).count();
    // A letter of several bytes is common as a whole or not at all.
    let inside = |bytes: &[u8]| bytes.get(common).is_some_and(|&byte| byte & 0xc0 == 0x80);
    if inside(a) || inside(b) {
        common -= a[..common].iter().rev().take_while(|&&byte| byte & 0xc0 == 0x80).count() + 1;
    }
    // What does not start alike can only be a slip, and that changes one letter.
    if common < 4 && a.len().abs_diff(b.len()) > 4 {
        return 0;
    }
    let (in_a, in_b, prefix) = (letters(a), letters(b), letters(&a[..common]));
    let (longer, shorter) = (in_a.max(in_b), in_a.min(in_b));
    if prefix >= 4 && prefix * 2 >= longer {
        return (prefix * 2000 / (longer + shorter)) as i32;
    }
    if shorter >= 3 && longer <= shorter + 1 && longer >= 4 && one_slip(&a[common..], &b[common..]) {
        return 800;
    }
    0
}

/// How many letters a folded word or a part of one has.
fn letters(bytes: &[u8]) -> usize {
    bytes.iter().map(|&byte| usize::from(byte & 0xc0 != 0x80)).sum()
}

/// Whether one letter was changed, left out, added or changed places with its neighbour, in words
/// without their common start.
pub(in crate::dedup) fn one_slip(a: &[u8], b: &[u8]) -> bool {
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(one, other)| one == other).count();
    // Where a letter was cut, its other bytes count as one letter more, on both sides.
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    if letters(a) <= 1 && letters(b) <= 1 {
        return true;
    }
    let (Ok(a), Ok(b)) = (std::str::from_utf8(a), std::str::from_utf8(b)) else { return false };
    let (mut left, mut right) = (a.chars(), b.chars());
    match (left.next(), left.next(), right.next(), right.next()) {
        (Some(one), Some(two), Some(three), Some(four)) => {
            one == four && two == three && left.next().is_none() && right.next().is_none()
        }
        _ => false,
    }
}
