//! The quantiles of the standard normal distribution.

// The coefficients stand as they were published.
#[allow(clippy::unreadable_literal, clippy::excessive_precision)]
mod published {
    pub const CENTRE: [[f64; 8]; 2] = [
        [
            3.3871328727963666080e0,
            1.3314166789178437745e2,
            1.9715909503065514427e3,
            1.3731693765509461125e4,
            4.5921953931549871457e4,
            6.7265770927008700853e4,
            3.3430575583588128105e4,
            2.5090809287301226727e3,
        ],
        [
            1.0,
            4.2313330701600911252e1,
            6.8718700749205790830e2,
            5.3941960214247511077e3,
            2.1213794301586595867e4,
            3.9307895800092710610e4,
            2.8729085735721942674e4,
            5.2264952788528545610e3,
        ],
    ];
    pub const NEAR_TAIL: [[f64; 8]; 2] = [
        [
            1.42343711074968357734e0,
            4.63033784615654529590e0,
            5.76949722146069140550e0,
            3.64784832476320460504e0,
            1.27045825245236838258e0,
            2.41780725177450611770e-1,
            2.27238449892691845833e-2,
            7.74545014278341407640e-4,
        ],
        [
            1.0,
            2.05319162663775882187e0,
            1.67638483018380384940e0,
            6.89767334985100004550e-1,
            1.48103976427480074590e-1,
            1.51986665636164571966e-2,
            5.47593808499534494600e-4,
            1.05075007164441684324e-9,
        ],
    ];
    pub const FAR_TAIL: [[f64; 8]; 2] = [
        [
            6.65790464350110377720e0,
            5.46378491116411436990e0,
            1.78482653991729133580e0,
            2.96560571828504891230e-1,
            2.65321895265761230930e-2,
            1.24266094738807843860e-3,
            2.71155556874348757815e-5,
            2.01033439929228813265e-7,
        ],
        [
            1.0,
            5.99832206555887937690e-1,
            1.36929880922735805310e-1,
            1.48753612908506148525e-2,
            7.86869131145613259100e-4,
            1.84631831751005468180e-5,
            1.42151175831644588870e-7,
            2.04426310338993978564e-15,
        ],
    ];
}

/// The quantile of a probability inside (0, 1), to about sixteen digits: algorithm AS 241, routine PPND16, of Wichura,
/// Applied Statistics 37 (1988), 477-484. `None` outside.
#[must_use]
pub fn quantile(p: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    let ratio = |[above, below]: [[f64; 8]; 2], x: f64| {
        let sum = |c: [f64; 8]| c.iter().rev().fold(0.0, |sum, c| sum * x + c);
        sum(above) / sum(below)
    };
    let from_middle = p - 0.5;
    if from_middle.abs() <= 0.425 {
        return Some(from_middle * ratio(published::CENTRE, 0.180_625 - from_middle * from_middle));
    }
    let tail = (-p.min(1.0 - p).ln()).sqrt();
    let reach =
        if tail <= 5.0 { ratio(published::NEAR_TAIL, tail - 1.6) } else { ratio(published::FAR_TAIL, tail - 5.0) };
    Some(reach.copysign(from_middle))
}

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn known_quantiles_are_reproduced_in_the_centre_and_in_both_tails() {
        let known = [
            (0.5, 0.0),
            (0.25, -0.674_489_750_196_081_7),
            (0.975, 1.959_963_984_540_054),
            (0.001, -3.090_232_306_167_813_5),
            (1e-20, -9.262_340_089_798_408),
        ];
        for (p, z) in known {
            let found = quantile(p).unwrap();
            assert!((found - z).abs() < 1e-12, "{p}: {found} and not {z}");
        }
    }

    #[test]
    fn there_is_none_outside_of_the_open_interval() {
        for p in [0.0, 1.0, -0.1, 1.1, f64::NAN] {
            assert_eq!(quantile(p), None, "{p}");
        }
    }
}
