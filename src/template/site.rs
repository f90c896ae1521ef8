//! What a site is called.
//!
//! Time O(bytes).

/// What [`TemplateLearner`](crate::TemplateLearner) and [`Templates`](crate::Templates) call a site that may be given as an
/// address: the host in lower case, without "www.", and without all that stands around a host in an address.
///
/// ```
/// assert_eq!(descrape::template::site_name("https://www.Gazette.example:8080/news?id=7"), "gazette.example");
/// assert_eq!(descrape::template::site_name("gazette.example"), "gazette.example");
/// ```
pub fn site_name(site: &str) -> String {
    let lower = site.trim().to_ascii_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
        .map_or(host, |(host, _)| host);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}
