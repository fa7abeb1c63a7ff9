package io.portalbots.bench;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How figures are said on the command line. */
final class Figures {

    private Figures() {}

    /** {@code 50ms} or {@code 10s}. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            if (!value.matches("\\d{1,6}(ms|s)")) {
                throw new TypeConversionException("'" + value + "' is no time such as 50ms or 10s");
            }
            var number = Long.parseLong(value.replaceAll("\\D", ""));
            return value.endsWith("ms") ? Duration.ofMillis(number) : Duration.ofSeconds(number);
        }
    }

    /** {@code 1%}. */
    static final class Percent implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            if (!value.matches("\\d{1,2}%")) {
                throw new TypeConversionException("'" + value + "' is no share such as 1%");
            }
            return Integer.valueOf(value.replace("%", ""));
        }
    }
}
