package io.portalbots.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.dist.SharedDev.Dev;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The board of the echo plugin, from the messenger's panel and from a button. */
@ExtendWith(SharedDev.class)
class FrameTest {

    private final Portal acme;
    private final User bob;
    private final String echo;

    FrameTest(Dev dev) {
        this.acme = dev.acme();
        this.bob = acme.user("Bob");
        this.echo = acme.dialogWith("Echo");
    }

    @Test
    void opensInItsRegisteredSizeForItsPortalOnly() {
        var frame = bob.clicks("echo.board", echo);

        assertThat(sizeOf(frame)).isEqualTo("360x240");
        assertThat(frame.getString("url")).contains("&CONTEXT=textarea&");
        var page = Http.get(frame.getString("url"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Person " + bob.id() + " in dialog " + echo);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors http://" + acme.described().getString("domain"));
    }

    @Test
    void runsInContextModeFromAButton() throws Exception {
        var greeting = MainJobTest.greeting(bob, echo);

        var frame = bob.presses(greeting, "Echo board");

        assertThat(frame.getBoolean("contextMode")).isTrue();
        assertThat(sizeOf(frame)).isEqualTo("360x240");
        assertThat(frame.getString("url"))
                .contains("&CONTEXT=button&", "&MESSAGE_ID=" + greeting.getInteger("id") + "&", "&BUTTON_PARAMS=menu&");
        var page = Http.get(frame.getString("url"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("by button menu");
    }

    @Test
    void speaksThePersonsLanguage() {
        var dora = acme.user("Dora");

        var page = Http.get(dora.clicks("echo.board", echo).getString("url"));

        assertThat(page.body()).contains("Person " + dora.id() + " im Dialog", "<html lang=\"de\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER_HASH", "DOMAIN_HASH", "USER_ID"})
    void staysShutIfSomebodyTouched(String parameter) {
        var url = bob.clicks("echo.board", echo).getString("url");

        var page = Http.get(touched(url, parameter));
        var without = Http.get(url.replaceFirst("([?&])" + parameter + "=[^&]*", "$1"));

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).doesNotContain("Person");
        assertThat(without.statusCode()).isEqualTo(403);
    }

    /** With another first character in the parameter's value. */
    private static String touched(String url, String parameter) {
        var value = url.indexOf("&" + parameter + "=") + parameter.length() + 2;
        var other = url.charAt(value) == '9' ? '8' : '9';
        return url.substring(0, value) + other + url.substring(value + 1);
    }

    private static String sizeOf(JsonObject frame) {
        return frame.getInteger("width") + "x" + frame.getInteger("height");
    }
}
