package io.portalbots.testkit;

import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/**
 * What a click or a press did.
 *
 * @param kind {@code put}, {@code send}, {@code call}, {@code support}, {@code frame}, {@code command}, {@code dialog},
 *     {@code link} or {@code copy}
 * @param value the text that was put, sent or copied, the number, the code of the support line, the address, the dialog
 */
public record Effect(String kind, String value) {

    static Effect of(JsonObject effect) {
        var value = Stream.of("text", "number", "code", "url", "dialogId", "value")
                .map(effect::getString)
                .filter(found -> found != null)
                .findFirst();
        return new Effect(effect.getString("effect"), value.orElse(""));
    }

    /**
     * The page in the frame that opened.
     *
     * @throws IllegalStateException if no frame opened, or the page was refused
     */
    public String page() {
        if (!kind.equals("frame")) {
            throw new IllegalStateException("no frame opened, but: " + this);
        }
        return PortalPages.page(value);
    }
}
