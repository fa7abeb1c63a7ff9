package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Colors;
import io.portalbots.sandbox.model.Image;
import io.portalbots.sandbox.model.Profile;
import io.portalbots.sandbox.wire.Params;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads {@code PROPERTIES}. A value the reference does not allow (an unknown colour, a birthday that is no date) is left
 * out, as an unusable picture is [docs]; that portals do the same with the rest is a guess.
 */
final class ProfileReader {

    private static final Profile BLANK = new Profile("", "", "", "", "", "", "", "", Optional.empty());

    private final Params properties;

    private ProfileReader(Params properties) {
        this.properties = properties;
    }

    /** The profile of a new bot. */
    static Profile read(Params properties) {
        return changed(BLANK, properties);
    }

    /** {@code before} with what {@code properties} say; what they do not name stays. */
    static Profile changed(Profile before, Params properties) {
        var reader = new ProfileReader(properties);
        return new Profile(
                reader.text("NAME", before.firstName()),
                reader.text("LAST_NAME", before.lastName()),
                reader.one("COLOR", Colors::isKnown, before.color()),
                reader.text("EMAIL", before.email()),
                reader.one("PERSONAL_BIRTHDAY", date -> date.matches("\\d{4}-\\d{2}-\\d{2}"), before.birthday()),
                reader.text("WORK_POSITION", before.workPosition()),
                reader.text("PERSONAL_WWW", before.www()),
                reader.one("PERSONAL_GENDER", gender -> gender.matches("[MF]"), before.gender()),
                Image.read(properties.text("PERSONAL_PHOTO")).or(before::photo));
    }

    private String text(String name, String before) {
        return one(name, any -> true, before);
    }

    private String one(String name, Predicate<String> allowed, String before) {
        return Optional.of(properties)
                .filter(sent -> sent.has(name))
                .map(sent -> sent.text(name).strip())
                .filter(allowed)
                .orElse(before);
    }
}
