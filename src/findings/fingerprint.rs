//! A name for a contradiction that stays when paragraphs move.

/// 16 hexadecimal digits made from the check's id and the claims of both sides (not their lines, counts or order).
/// FNV-1a, 64 bits: fixed for ever, unlike the hashers of the standard library.
pub fn fingerprint<'a>(rule: &'a str, claims: impl IntoIterator<Item = &'a str>) -> String {
    let mut claims: Vec<&str> = claims.into_iter().collect();
    claims.sort_unstable();
    claims.dedup();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in std::iter::once(rule).chain(claims) {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn order_and_repeats_do_not_count() {
        assert_eq!(fingerprint("r", ["a", "b"]), fingerprint("r", ["b", "a", "b"]));
        assert_ne!(fingerprint("r", ["a", "b"]), fingerprint("r", ["ab"]));
        assert_ne!(fingerprint("r", ["a"]), fingerprint("s", ["a"]));
    }

    #[test]
    fn the_value_is_fixed_for_ever() {
        assert_eq!(fingerprint("office-holder", ["x"]).len(), 16);
        assert_eq!(fingerprint("", []), "af63bd4c8601b7df");
    }
}
