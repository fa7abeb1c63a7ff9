package io.portalbots.sandbox.control;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JSON body, checked field by field: whatever is wrong is a {@link ControlError} that names the field. */
record Fields(JsonObject body) {

    /** A body that may hold these fields only. */
    static Fields of(JsonObject body, String... known) {
        var names = Set.of(known);
        for (var name : body.fieldNames()) {
            if (!names.contains(name)) {
                throw ControlError.wrongField("field '" + name + "' is unknown here; known are " + List.of(known));
            }
        }
        return new Fields(body);
    }

    boolean has(String name) {
        return body.getValue(name) != null;
    }

    /** Whether it is there as {@code null}. */
    boolean isCleared(String name) {
        return body.containsKey(name) && !has(name);
    }

    String text(String name) {
        return optionalText(name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> ControlError.wrongField("field '" + name + "' must be a text that is not empty"));
    }

    Optional<String> optionalText(String name) {
        return switch (body.getValue(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            default -> throw ControlError.wrongField("field '" + name + "' must be a text");
        };
    }

    /** An absolute http or https address. */
    Optional<String> optionalUrl(String name) {
        var url = optionalText(name);
        url.filter(text -> !isUrl(text)).ifPresent(text -> {
            throw ControlError.wrongField("field '" + name + "' must be an http or https address");
        });
        return url;
    }

    /** One of the constants of {@code type}, in lower case with {@code -} for {@code _}. */
    <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        return optionalChoice(name, type).orElse(otherwise);
    }

    /** The same where there may be none. */
    <E extends Enum<E>> Optional<E> optionalChoice(String name, Class<E> type) {
        var words = Stream.of(type.getEnumConstants())
                .collect(Collectors.toMap(Fields::word, choice -> choice, (one, other) -> one, LinkedHashMap::new));
        return optionalText(name)
                .map(text -> Optional.ofNullable(words.get(text))
                        .orElseThrow(() ->
                                ControlError.wrongField("field '" + name + "' must be one of " + words.keySet())));
    }

    /** An object that may hold these fields only. */
    Optional<Fields> optional(String name, String... known) {
        return switch (body.getValue(name)) {
            case null -> Optional.empty();
            case JsonObject object -> Optional.of(of(object, known));
            default -> throw ControlError.wrongField("field '" + name + "' must be an object");
        };
    }

    /** A length of time such as {@code PT26M}, which must be there. */
    Duration duration(String name) {
        return optionalDuration(name)
                .orElseThrow(
                        () -> ControlError.wrongField("field '" + name + "' must be a length of time such as PT26M"));
    }

    /** An object within the body, whatever its fields are called. */
    Fields open(String name) {
        if (body.getValue(name) instanceof JsonObject object) {
            return new Fields(object);
        }
        throw ControlError.wrongField("field '" + name + "' must be an object");
    }

    /** A length of time such as {@code PT26M}, not negative. */
    Optional<Duration> optionalDuration(String name) {
        return optionalText(name).map(text -> duration(name, text));
    }

    int number(String name) {
        return optionalNumber(name)
                .orElseThrow(() -> ControlError.wrongField("field '" + name + "' must be a whole number"));
    }

    OptionalInt optionalNumber(String name) {
        return switch (body.getValue(name)) {
            case null -> OptionalInt.empty();
            case Integer number -> OptionalInt.of(number);
            default -> throw ControlError.wrongField("field '" + name + "' must be a whole number");
        };
    }

    /** A probability of 0 to 1. */
    double probability(String name, double otherwise) {
        return switch (body.getValue(name)) {
            case null -> otherwise;
            case Number number when number.doubleValue() >= 0 && number.doubleValue() <= 1 -> number.doubleValue();
            default -> throw ControlError.wrongField("field '" + name + "' must be a probability from 0 to 1");
        };
    }

    /** A whole number within bounds. */
    int number(String name, int least, int most, int otherwise) {
        var number = optionalNumber(name).orElse(otherwise);
        if (number < least || number > most) {
            throw ControlError.wrongField("field '" + name + "' must be " + least + " to " + most);
        }
        return number;
    }

    /** An object within the body, which may hold these fields only; empty if it is not there. */
    Fields below(String name, String... known) {
        return switch (body.getValue(name)) {
            case null -> of(new JsonObject(), known);
            case JsonObject object -> of(object, known);
            default -> throw ControlError.wrongField("field '" + name + "' must be an object");
        };
    }

    boolean flag(String name, boolean otherwise) {
        return switch (body.getValue(name)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            default -> throw ControlError.wrongField("field '" + name + "' must be true or false");
        };
    }

    List<Integer> numbers(String name) {
        if (!(body.getValue(name) instanceof JsonArray array)) {
            throw ControlError.wrongField("field '" + name + "' must be a list of whole numbers");
        }
        return array.stream()
                .map(item -> item instanceof Integer number ? Optional.of(number) : Optional.<Integer>empty())
                .map(item -> item.orElseThrow(
                        () -> ControlError.wrongField("field '" + name + "' must be a list of whole numbers")))
                .toList();
    }

    /** A JSON object, empty if it is not there. */
    JsonObject object(String name) {
        return switch (body.getValue(name)) {
            case null -> new JsonObject();
            case JsonObject object -> object;
            default -> throw ControlError.wrongField("field '" + name + "' must be an object");
        };
    }

    /** How a constant is written in JSON. */
    static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Duration duration(String name, String text) {
        try {
            var duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException noDuration) {
            // told below
        }
        throw ControlError.wrongField(
                "field '" + name + "' must be a length of time such as PT26M, not '" + text + "'");
    }

    private static boolean isUrl(String text) {
        try {
            var address = URI.create(text);
            return address.getHost() != null && Set.of("http", "https").contains(String.valueOf(address.getScheme()));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
