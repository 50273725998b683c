//! Decimal numbers and ratios of them, exact: what was printed is held against the true value without a rounding of ours.

/// Most decimal digits of a printed number that is judged digit by digit. A number with more of them was not rounded by a
/// person but written by a program, whose last digits are those of binary numbers.
const JUDGED: u32 = 9;

/// How far a number of more digits may lie from the true one, relative to it, beside half a unit of its last digit.
const PRECISION: f64 = 1e-13;

/// A decimal number: `digits` / 10^`scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// All digits, with the sign.
    pub digits: i128,
    /// How many of them stand after the decimal mark.
    pub scale: u32,
}

/// A ratio of whole numbers; the denominator is above 0.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    num: i128,
    den: i128,
}

/// How a printed number came from the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Rounded, or exact.
    Nearest,
    /// The true value lay half-way: rounded away from zero.
    HalfUp,
    /// The true value lay half-way: rounded to the even digit, which is here not the one away from zero.
    HalfEven,
    /// Digits were cut off; rounding would have given another number.
    Cut,
    /// The next number away from zero, though the other is nearer.
    Up,
    /// None of these.
    Wrong,
}

impl Rounding {
    /// Whether a careful office may have printed it.
    pub const fn is_right(self) -> bool {
        matches!(self, Self::Nearest | Self::HalfUp | Self::HalfEven)
    }

    /// Whether it is within one unit of the last printed digit.
    pub const fn is_near(self) -> bool {
        !matches!(self, Self::Wrong)
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        let across = |a: &Self, b: &Self| a.num.checked_mul(b.den);
        across(self, other).is_some_and(|left| Some(left) == across(other, self))
    }
}

fn power(scale: u32) -> Option<i128> {
    10_i128.checked_pow(scale)
}

impl Decimal {
    /// A whole number.
    pub const fn whole(digits: i128) -> Self {
        Self { digits, scale: 0 }
    }

    /// As a ratio.
    pub fn ratio(self) -> Option<Ratio> {
        Ratio::new(self.digits, power(self.scale)?)
    }

    /// The sum; `None` where it does not fit.
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let at = |d: Self| d.digits.checked_mul(power(scale - d.scale)?);
        Some(Self { digits: at(self)?.checked_add(at(other)?)?, scale })
    }

    /// The number with its sign turned.
    pub fn negated(self) -> Self {
        Self { digits: self.digits.saturating_neg(), scale: self.scale }
    }

    /// Whether it is zero.
    pub const fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// Compares by value.
    pub fn order(self, other: Self) -> std::cmp::Ordering {
        self.plus(other.negated()).map_or(std::cmp::Ordering::Equal, |difference| difference.digits.cmp(&0))
    }

    /// The nearest binary number, for measures of nearness only.
    #[allow(clippy::cast_precision_loss)] // a measure of nearness needs no last digit
    pub fn approximate(self) -> f64 {
        self.digits as f64 / 10_f64.powi(i32::try_from(self.scale).unwrap_or(i32::MAX))
    }

    /// The digits with a decimal mark and one between thousands.
    pub fn text(self, decimal_mark: char, thousands_mark: char) -> String {
        let scale = usize::try_from(self.scale).unwrap_or(0);
        let all = format!("{:0>width$}", self.digits.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = all.split_at(all.len() - scale);
        let mut text = String::new();
        if self.digits < 0 {
            text.push('-');
        }
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                text.push(thousands_mark);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(decimal_mark);
            text.push_str(fraction);
        }
        text
    }
}

impl Ratio {
    /// `num / den`; `None` for a denominator of 0.
    pub fn new(num: i128, den: i128) -> Option<Self> {
        match den {
            0 => None,
            1.. => Some(Self { num, den }),
            _ => Some(Self { num: num.checked_neg()?, den: den.checked_neg()? }),
        }
    }

    /// A whole number.
    pub const fn whole(num: i128) -> Self {
        Self { num, den: 1 }
    }

    /// Whether it is above a whole number.
    pub fn is_above(self, other: i128) -> bool {
        other.checked_mul(self.den).is_some_and(|other| self.num > other)
    }

    /// Whether a printed number is this one with digits cut off.
    pub fn is_cut_to(self, printed: Decimal) -> bool {
        self.cut(printed.scale).is_some_and(|(cut, _)| cut == printed.digits)
    }

    /// `times` × `part` / `whole`; `None` where `whole` is 0 or a number does not fit.
    pub fn of(part: Decimal, whole: Decimal, times: i128) -> Option<Self> {
        let num = part.digits.checked_mul(times)?.checked_mul(power(whole.scale)?)?;
        Self::new(num, whole.digits.checked_mul(power(part.scale)?)?)
    }

    /// With this many decimal digits, the rest cut off, and whether anything was cut.
    fn cut(self, scale: u32) -> Option<(i128, i128)> {
        let scaled = self.num.checked_mul(power(scale)?)?;
        Some((scaled / self.den, scaled % self.den))
    }

    /// Rounded half away from zero to this many decimal digits.
    pub fn rounded(self, scale: u32) -> Option<Decimal> {
        let (cut, rest) = self.cut(scale)?;
        let away = rest.unsigned_abs().checked_mul(2)? >= self.den.unsigned_abs();
        let digits = if away { cut.checked_add(self.num.signum())? } else { cut };
        Some(Decimal { digits, scale })
    }

    /// How a printed number came from this one.
    pub fn judge(self, printed: Decimal) -> Option<Rounding> {
        if printed.scale > JUDGED {
            let (digits, truth) = (printed.approximate(), self.approximate());
            let unit = Decimal { digits: 1, scale: printed.scale }.approximate();
            let near = (digits - truth).abs() <= unit / 2.0 + PRECISION * truth.abs().max(1.0);
            return Some(if near { Rounding::Nearest } else { Rounding::Wrong });
        }
        let (cut, rest) = self.cut(printed.scale)?;
        let up = cut.checked_add(self.num.signum())?;
        let twice = rest.unsigned_abs().checked_mul(2)?;
        let (is_cut, is_up) = (printed.digits == cut, printed.digits == up);
        Some(match twice.cmp(&self.den.unsigned_abs()) {
            _ if rest == 0 && is_cut => Rounding::Nearest,
            _ if rest == 0 => Rounding::Wrong,
            std::cmp::Ordering::Less if is_cut => Rounding::Nearest,
            std::cmp::Ordering::Greater if is_up => Rounding::Nearest,
            std::cmp::Ordering::Equal if is_up => Rounding::HalfUp,
            std::cmp::Ordering::Equal if is_cut && cut % 2 == 0 => Rounding::HalfEven,
            _ if is_cut => Rounding::Cut,
            _ if is_up => Rounding::Up,
            _ => Rounding::Wrong,
        })
    }

    /// The nearest binary number, for measures of nearness only.
    #[allow(clippy::cast_precision_loss)] // a measure of nearness needs no last digit
    pub fn approximate(self) -> f64 {
        self.num as f64 / self.den as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(part: i128, whole: i128, digits: i128, scale: u32) -> Rounding {
        let truth = Ratio::of(Decimal::whole(part), Decimal::whole(whole), 100).unwrap();
        truth.judge(Decimal { digits, scale }).unwrap()
    }

    #[test]
    fn cutting_and_rounding_are_told_apart() {
        // 1,895 of 22,980 = 8.2463 %, 257 = 1.1184 %, 14,983 = 65.2002 %.
        assert_eq!(judged(1_895, 22_980, 824, 2), Rounding::Cut);
        assert_eq!(judged(1_895, 22_980, 825, 2), Rounding::Nearest);
        assert_eq!(judged(1_895, 22_980, 826, 2), Rounding::Wrong);
        assert_eq!(judged(257, 22_980, 111, 2), Rounding::Cut);
        assert_eq!(judged(14_983, 22_980, 652, 1), Rounding::Nearest);
        assert_eq!(judged(14_983, 22_980, 653, 1), Rounding::Up);
        assert_eq!(judged(1, 3, 34, 0), Rounding::Up);
    }

    #[test]
    fn both_ways_to_round_a_half_are_right() {
        // 1 of 8 = 12.5 %; 3 of 8 = 37.5 %: to the even digit is 12 and 38.
        assert_eq!(judged(1, 8, 13, 0), Rounding::HalfUp);
        assert_eq!(judged(1, 8, 12, 0), Rounding::HalfEven);
        assert_eq!(judged(3, 8, 38, 0), Rounding::HalfUp);
        assert_eq!(judged(3, 8, 37, 0), Rounding::Cut);
        assert_eq!(judged(1, 8, 125, 1), Rounding::Nearest);
        assert_eq!(judged(1, 8, 1_250, 2), Rounding::Nearest);
        assert_eq!(judged(1, 8, 124, 1), Rounding::Wrong);
    }

    #[test]
    fn below_zero_is_the_mirror_of_above() {
        assert_eq!(judged(-1, 8, -13, 0), Rounding::HalfUp);
        assert_eq!(judged(-1, 3, -33, 0), Rounding::Nearest);
        assert_eq!(judged(-2, 3, -66, 0), Rounding::Cut);
        assert_eq!(
            Ratio::of(Decimal::whole(-2), Decimal::whole(3), 1).unwrap().rounded(1).unwrap().text(',', '.'),
            "-0,7"
        );
    }

    #[test]
    fn a_number_as_a_program_writes_it_is_right() {
        let truth = Ratio::of(Decimal::whole(104), Decimal::whole(109), 1).unwrap();
        let printed = Decimal { digits: 9_541_284_403_669_725, scale: 16 };
        assert_eq!(truth.judge(printed), Some(Rounding::Nearest));
        assert_eq!(truth.judge(Decimal { digits: 9_541_284_403_679_725, scale: 16 }), Some(Rounding::Wrong));
    }

    #[test]
    fn nothing_overflows() {
        let large = Decimal { digits: i128::MAX, scale: 0 };
        assert_eq!(large.plus(large), None);
        assert_eq!(Ratio::of(large, Decimal::whole(1), 100), None);
        assert_eq!(Ratio::of(Decimal::whole(1), Decimal::whole(0), 100), None);
        assert_eq!(Decimal { digits: 1, scale: 60 }.ratio(), None);
        assert_eq!(Decimal::whole(1_367).text(',', '.'), "1.367");
        assert_eq!(Decimal { digits: 5, scale: 2 }.text(',', '.'), "0,05");
    }
}
