package io.portalbots.plugins.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.spi.Audience;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.Label;
import io.portalbots.spi.PortalInfo;
import io.portalbots.testkit.Effect;
import io.portalbots.testkit.PortalbotsExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupportButtonTest {

    @RegisterExtension
    static final PortalbotsExtension ACME = PortalbotsExtension.with(SupportButton.class);

    private static final String LINE = "0123456789abcdef0123456789abcdef";

    private final SupportButton plugin = new SupportButton();

    @Test
    void opensTheLineOfThePortal() {
        var offer = plugin.offer(portal(Map.of("line", LINE)));

        assertThat(offer.missing()).isEmpty();
        assertThat(offer.apps()).singleElement().satisfies(app -> {
            assertThat(app.code()).isEqualTo("support");
            assertThat(app.action()).isEqualTo(new ChatApp.Action.Support(LINE));
            assertThat(app.audience()).isEqualTo(Audience.everywhere());
            assertThat(app.icon()).isPresent();
            assertThat(app.labels())
                    .containsEntry("en", new Label("Support", "Opens the chat with our support"))
                    .containsEntry("de", new Label("Support", "Öffnet den Chat mit unserem Support"));
        });
    }

    @Test
    void opensTheSupportChatThatTheAdministratorSet() {
        ACME.set("line", LINE);
        var bob = ACME.user("Bob");

        bob.opens("Alice");

        assertThat(bob.clicks("Support")).isEqualTo(new Effect("support", LINE));
    }

    @Test
    void waitsForTheLineToBeSet() {
        var offer = plugin.offer(portal(Map.of()));

        assertThat(offer.apps()).isEmpty();
        assertThat(offer.missing()).singleElement().satisfies(missing -> {
            assertThat(missing.setting()).isEqualTo("line");
            assertThat(missing.why()).containsOnlyKeys("en", "de");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123", "zz23456789abcdef0123456789abcdef", LINE + "00"})
    void waitsWhileTheLineIsNoCode(String line) {
        var offer = plugin.offer(portal(Map.of("line", line)));

        assertThat(offer.apps()).isEmpty();
        assertThat(offer.missing()).hasSize(1);
    }

    @Test
    void declaresItsSettingAndNoBot() {
        assertThat(plugin.settings()).singleElement().satisfies(setting -> {
            assertThat(setting.problem(LINE)).isEmpty();
            assertThat(setting.problem("0123"))
                    .hasValueSatisfying(why -> assertThat(why).startsWith("line must be an Open Channel code"));
            assertThat(setting.labels()).containsOnlyKeys("en", "de");
        });
        assertThat(plugin.bot()).isEmpty();
        assertThat(plugin.commands()).isEmpty();
    }

    @Test
    void isFoundByTheHost() {
        assertThat(Path.of("target/classes/META-INF/extensions.idx")).content().contains(SupportButton.class.getName());
    }

    private static PortalInfo portal(Map<String, String> settings) {
        return new PortalInfo("t1", "acme.bitrix24.com", "en", settings);
    }
}
