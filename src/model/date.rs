//! Dates that may lack their day or month.

use std::fmt;
use std::str::FromStr;

/// A calendar date of which only the year is certain to be known.
///
/// Instruments are dated "1998", "May 1998" or "20 May 1998"; a date type
/// that must have a day would make one up. Ordered by year, month, day, with
/// the vaguer date first. Printed and parsed as ISO 8601 (`1998`, `1998-05`,
/// `1998-05-20`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// A date of which only the year is known.
    pub fn year_only(year: i32) -> Self {
        Self { year, month: None, day: None }
    }

    /// A full date, or `None` when there is no such day (Gregorian calendar).
    pub fn full(year: i32, month: u8, day: u8) -> Option<Self> {
        let date = Self { year, month: Some(month), day: Some(day) };
        date.is_real().then_some(date)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12, where known.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, where known.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    fn is_real(self) -> bool {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let days = match self.month {
            None => return self.day.is_none(),
            Some(2) => 28 + u8::from(leap),
            Some(4 | 6 | 9 | 11) => 30,
            Some(1..=12) => 31,
            Some(_) => return false,
        };
        self.day.is_none_or(|day| (1..=days).contains(&day))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// The text was not `YYYY`, `YYYY-MM` or `YYYY-MM-DD` with a day that exists.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date (expected e.g. `2005`, `2005-11` or `2005-11-18`)")]
pub struct ParseDateError(String);

impl FromStr for PartialDate {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseDateError(text.to_owned());
        let mut fields = text.split('-');
        let mut number = |digits: usize| match fields.next() {
            None => Ok(None),
            Some(f) if f.len() == digits && f.bytes().all(|b| b.is_ascii_digit()) => {
                f.parse::<i32>().map(Some).map_err(|_| error())
            }
            Some(_) => Err(error()),
        };
        let year = number(4)?.ok_or_else(error)?;
        let month = number(2)?.map(|m| u8::try_from(m).unwrap_or(0));
        let day = number(2)?.map(|d| u8::try_from(d).unwrap_or(0));
        let date = Self { year, month, day };
        (fields.next().is_none() && date.is_real()).then_some(date).ok_or_else(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_printed_as_they_are_parsed() {
        for text in ["2005", "2005-11", "2005-11-18", "2000-02-29"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for text in ["", "05", "2005-13", "2005-02-29", "1900-02-29", "2005-11-18-1", "2005-1-1"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_vaguer_date_comes_first() {
        let dates = ["2005", "2005-11", "2005-11-18", "2006"].map(|d| d.parse::<PartialDate>());
        assert!(dates.is_sorted_by(|a, b| a.as_ref().unwrap() < b.as_ref().unwrap()));
    }
}
