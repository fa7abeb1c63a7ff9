package io.portalbots.sandbox.wire;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

/** Numbers as PHP writes and reads them. */
final class PhpNumbers {

    private static final MathContext PRECISION = new MathContext(14);
    private static final Pattern LEADING =
            Pattern.compile("[ \t\n\r\f\u000B]*([+-]?[0-9]++(\\.[0-9]*+)?+([eE][+-]?[0-9]++)?+)");

    private PhpNumbers() {}

    /** A number as text: whole ones as they are, others with 14 digits at most, such as {@code 1.0E+25}. */
    static String text(Number number) {
        return switch (number) {
            case Integer whole -> whole.toString();
            case Long whole -> whole.toString();
            case Double real when !Double.isFinite(real) -> Double.isNaN(real) ? "NAN" : real > 0 ? "INF" : "-INF";
            default -> real(new BigDecimal(number.toString()).round(PRECISION).stripTrailingZeros());
        };
    }

    /** The whole number that a text begins with; 0 if there is none, or none that an id could be. */
    static int integer(String text) {
        var number = LEADING.matcher(text);
        return number.lookingAt() ? integer(Double.parseDouble(number.group(1))) : 0;
    }

    /** The number without its fraction; 0 if no id is so large. */
    static int integer(double number) {
        return Math.abs(number) <= Integer.MAX_VALUE ? (int) number : 0;
    }

    private static String real(BigDecimal number) {
        var point = number.precision() - number.scale();
        if (number.signum() == 0 || (point > -4 && point <= PRECISION.getPrecision())) {
            return number.toPlainString();
        }
        var digits = number.unscaledValue().abs().toString();
        var fraction = digits.length() == 1 ? "0" : digits.substring(1);
        var exponent = point - 1;
        return (number.signum() < 0 ? "-" : "") + digits.charAt(0) + "." + fraction + "E" + (exponent < 0 ? "" : "+")
                + exponent;
    }
}
