//! Letters and the accents that were drawn over them as glyphs of their own.

use unicode_normalization::char::compose;

/// The combining mark for an accent that stands alone.
fn combining(accent: &str) -> Option<char> {
    let mut chars = accent.chars();
    let (first, rest) = (chars.next()?, chars.next());
    if rest.is_some() {
        return None;
    }
    Some(match first {
        '`' | 'ˋ' => '\u{300}',
        '´' | 'ˊ' => '\u{301}',
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '¯' | 'ˉ' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30A}',
        '˝' => '\u{30B}',
        'ˇ' => '\u{30C}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        '\u{300}'..='\u{328}' => first,
        _ => return None,
    })
}

/// The letter that a base and an accent make, in either order.
pub(super) fn composed(first: &str, second: &str) -> Option<char> {
    let (base, mark) = match (combining(first), combining(second)) {
        (Some(mark), None) => (second, mark),
        (None, Some(mark)) => (first, mark),
        _ => return None,
    };
    let base = match base.chars().next()? {
        'ı' => 'i',
        'ȷ' => 'j',
        base => base,
    };
    compose(base, mark)
}

/// Whether the text is an accent that stands alone.
pub(super) fn is_lone(text: &str) -> bool {
    combining(text).is_some()
}

/// Whether a character is drawn over, under or onto the letter before it.
pub(super) fn is_mark(text: &str) -> bool {
    text.chars().next().is_some_and(|c| {
        matches!(c,
            '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5BD}' | '\u{64B}'..='\u{65F}' | '\u{670}'
            | '\u{93A}'..='\u{93C}' | '\u{93E}'..='\u{94F}' | '\u{E31}' | '\u{E34}'..='\u{E3A}'
            | '\u{E47}'..='\u{E4E}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accent_joins_its_letter_from_either_side() {
        assert_eq!(composed("´", "ı"), Some('í'));
        assert_eq!(composed("u", "\u{308}"), Some('ü'));
        assert_eq!(composed("a", "b"), None);
        assert_eq!(composed("´", "7"), None);
    }
}
