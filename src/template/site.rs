//! What a site is called.

/// The host of a site that may be given as an address: in lower case, without "www.", and without all that
/// stands around a host in an address.
pub(crate) fn host(site: &str) -> String {
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
