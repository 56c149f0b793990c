//! Numbers that are not written in ASCII digits: roman, Chinese, ordinals of letters.

/// The value of a roman numeral in one case (`XIV`, `xiv`), 1 to 399; `None`
/// when it is not written the usual way (`IIII`, `VX`, `Xv`).
///
/// Article numbers of treaties stay below a hundred; `C` is read so that
/// "CXIX" is a number, `D` and `M` are not, so that "MD" is not one.
pub fn from_roman(text: &str) -> Option<u32> {
    let upper = text.bytes().all(|b| b.is_ascii_uppercase());
    if !upper && !text.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let value = |byte: u8| match byte.to_ascii_uppercase() {
        b'I' => Some(1),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        b'C' => Some(100),
        _ => None,
    };
    let mut total = 0;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let digit = value(byte)?;
        match bytes.peek().and_then(|&next| value(next)) {
            Some(next) if next > digit => total -= digit,
            _ => total += digit,
        }
    }
    // Printing it again refuses every unusual spelling.
    let total = u32::try_from(total).ok().filter(|&n| n > 0)?;
    to_roman(total).eq_ignore_ascii_case(text).then_some(total)
}

/// The roman numeral of a number, upper case; empty for 0.
pub fn to_roman(mut number: u32) -> String {
    const DIGITS: [(u32, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut roman = String::new();
    for (value, digit) in DIGITS {
        while number >= value {
            roman.push_str(digit);
            number -= value;
        }
    }
    roman
}

/// The value of a Chinese numeral below ten thousand: positional with units
/// (`一百一十一`, `十二`) or digit by digit (`二〇一五`).
pub fn from_chinese(text: &str) -> Option<u32> {
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|d| d == c).map(|n| n as u32);
    let digit = |c: char| match c {
        '零' => Some(0),
        '两' | '兩' => Some(2),
        c => digit(c),
    };
    let unit = |c: char| match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    };
    if text.is_empty() || text.chars().count() > 9 {
        return None;
    }
    if text.chars().all(|c| digit(c).is_some()) && text.chars().count() > 1 {
        return text.chars().try_fold(0u32, |n, c| n.checked_mul(10)?.checked_add(digit(c)?));
    }
    let (mut total, mut pending) = (0, None);
    for c in text.chars() {
        if let Some(unit) = unit(c) {
            total += pending.take().unwrap_or(1) * unit;
        } else {
            let value = digit(c)?;
            if value != 0 {
                pending = Some(value);
            }
        }
    }
    Some(total + pending.unwrap_or(0)).filter(|&n| n > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_are_read_as_they_are_written() {
        for number in 1..=399 {
            let roman = to_roman(number);
            assert_eq!(from_roman(&roman), Some(number));
            assert_eq!(from_roman(&roman.to_lowercase()), Some(number));
        }
        for text in ["", "IIII", "VX", "IC", "Xv", "MD", "ABC"] {
            assert_eq!(from_roman(text), None, "{text}");
        }
    }

    #[test]
    fn chinese_numerals_are_positional_or_digit_by_digit() {
        for (text, number) in [
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("六十九", 69),
            ("一百零三", 103),
            ("一百一十一", 111),
            ("二〇一五", 2015),
        ] {
            assert_eq!(from_chinese(text), Some(number), "{text}");
        }
        for text in ["", "条", "一条"] {
            assert_eq!(from_chinese(text), None, "{text}");
        }
    }
}
