package io.portalbots.sandbox.messenger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.ChatApp.Action.Frame;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;

/** What holds of every address of a frame. */
class FrameUrlProperties {

    private static final List<String> NAMES = List.of(
            "BOT_ID",
            "BOT_CODE",
            "APP_ID",
            "APP_CODE",
            "DOMAIN",
            "DOMAIN_HASH",
            "USER_ID",
            "USER_HASH",
            "DIALOG_ID",
            "DIALOG_CONTEXT",
            "DIALOG_ENTITY_ID",
            "DIALOG_ENTITY_DATA_1",
            "LANG",
            "IS_CHROME",
            "CONTEXT",
            "DARK_MODE",
            "MESSAGE_ID",
            "BUTTON_PARAMS");

    private static final Frame FRAME = new Frame("https://bots.example.test/f?", 360, 220, false);

    @Property
    void namesAllParametersInTheMessengersOrder(@ForAll String code, @ForAll String entity, @ForAll String params) {
        var query = query(code, entity, params);

        assertThat(query).endsWith("&");
        assertThat(Arrays.stream(query.split("&")).map(param -> param.split("=", 2)[0]))
                .containsExactlyElementsOf(NAMES);
    }

    @Property
    void carriesTheParametersOfAButtonUnharmed(@ForAll @NotBlank String params) {
        var text = new String(params.getBytes(UTF_8), UTF_8);
        var query = query("poll", "", text);
        var sent = query.substring(query.indexOf("&BUTTON_PARAMS=") + "&BUTTON_PARAMS=".length(), query.length() - 1);

        assertThat(URLDecoder.decode(sent, UTF_8)).isEqualTo(text);
        assertThat(URI.create("https://bots.example.test/f?" + query).getRawQuery())
                .isEqualTo(query);
    }

    private static String query(String code, String entity, String params) {
        var chat = new Chat(441, "L", "", 1, "LINES", entity, entity, Set.of(17));
        var url = new FrameUrl("https://acme.bitrix24.test", 17, "chat441", chat, "en", Browser.USUAL);
        var app = new ListedApp(
                14, 62, code, code, new Signatures("d", "u"), FRAME, "all", false, Optional.empty(), "", "", "");
        var button = new FrameUrl.FromButton(90233, Optional.of(params), false);
        return url.fromButton(app, FRAME, button).substring(FRAME.url().length());
    }
}
