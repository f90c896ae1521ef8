//! Which fold a page belongs to, by its site alone.
//!
//! All pages of a site are in one fold, in whichever file they stand. A page that was made of pages of several
//! sites names them all, and belongs to the folds of all.

use descrape::train::Trainer;

use super::cases::MADE_OF;

/// So many models, each blind to the sites of its fold.
pub(crate) const FOLDS: u64 = 4;

/// The folds of a page's sites, ascending.
pub(crate) fn folds_of(site: &str) -> Vec<u64> {
    let mut folds: Vec<u64> = site.split(MADE_OF).map(|site| Trainer::part_of(site, FOLDS)).collect();
    folds.sort_unstable();
    folds.dedup();
    folds
}

/// The model that has seen no page of these sites: that of their fold, if it is one.
pub(crate) fn blind_to(site: &str) -> Option<u64> {
    match folds_of(site).as_slice() {
        [fold] => Some(*fold),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITES: [&str; 6] =
        ["courier.example", "herald.example", "gazette.example", "post.example", "", "news.example"];

    #[test]
    fn a_site_has_one_fold() {
        for site in SITES {
            assert_eq!(folds_of(site), [Trainer::part_of(site, FOLDS)]);
            assert_eq!(blind_to(site), Some(folds_of(site)[0]));
        }
        let all: std::collections::BTreeSet<u64> =
            (0..100).filter_map(|n| blind_to(&format!("site{n}.example"))).collect();
        assert!(all.into_iter().eq(0..FOLDS));
    }

    #[test]
    fn a_made_page_is_in_the_folds_of_both_its_sites() {
        let (mut one_fold, mut two_folds) = (false, false);
        for one in SITES {
            for other in SITES {
                let made = folds_of(&format!("{one}+{other}"));
                for site in [one, other] {
                    assert!(made.contains(&folds_of(site)[0]), "{one} and {other}");
                }
                assert_eq!(made, folds_of(&format!("{other}+{one}")));
                assert_eq!(blind_to(&format!("{one}+{other}")).is_some(), made.len() == 1);
                one_fold |= one != other && made.len() == 1;
                two_folds |= made.len() == 2;
            }
        }
        assert!(one_fold && two_folds, "the sites show both");
    }
}
