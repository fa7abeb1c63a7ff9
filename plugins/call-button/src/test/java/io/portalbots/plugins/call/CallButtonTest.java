package io.portalbots.plugins.call;

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

class CallButtonTest {

    @RegisterExtension
    static final PortalbotsExtension ACME = PortalbotsExtension.with(CallButton.class);

    private static final String PHONE = "+1 (555) 010-0199";

    private final CallButton plugin = new CallButton();

    @Test
    void dialsTheNumberOfThePortal() {
        var offer = plugin.offer(portal(Map.of("phone", PHONE)));

        assertThat(offer.missing()).isEmpty();
        assertThat(offer.apps()).singleElement().satisfies(app -> {
            assertThat(app.code()).isEqualTo("call");
            assertThat(app.action()).isEqualTo(new ChatApp.Action.Call(PHONE));
            assertThat(app.audience()).isEqualTo(Audience.everywhere());
            assertThat(app.icon()).isPresent();
            assertThat(app.labels())
                    .containsEntry("en", new Label("Call us", "Dials our number"))
                    .containsEntry("de", new Label("Rufen Sie uns an", "Wählt unsere Nummer"));
        });
    }

    @Test
    void dialsForBobWhatTheAdministratorSet() {
        ACME.set("phone", PHONE);
        var bob = ACME.user("Bob");

        bob.opens("Alice");

        assertThat(bob.clicks("call")).isEqualTo(new Effect("call", PHONE));
    }

    @Test
    void waitsForTheNumberToBeSet() {
        var offer = plugin.offer(portal(Map.of()));

        assertThat(offer.apps()).isEmpty();
        assertThat(offer.missing()).singleElement().satisfies(missing -> {
            assertThat(missing.setting()).isEqualTo("phone");
            assertThat(missing.why()).containsOnlyKeys("en", "de");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "tel:+123", "+"})
    void waitsWhileTheNumberIsNone(String phone) {
        var offer = plugin.offer(portal(Map.of("phone", phone)));

        assertThat(offer.apps()).isEmpty();
        assertThat(offer.missing()).hasSize(1);
    }

    @Test
    void declaresItsSettingAndNoBot() {
        assertThat(plugin.settings()).singleElement().satisfies(setting -> {
            assertThat(setting.problem(PHONE)).isEmpty();
            assertThat(setting.problem("abc"))
                    .hasValueSatisfying(why -> assertThat(why).startsWith("phone must be a phone number"));
            assertThat(setting.labels()).containsOnlyKeys("en", "de");
        });
        assertThat(plugin.bot()).isEmpty();
        assertThat(plugin.commands()).isEmpty();
    }

    @Test
    void isFoundByTheHost() {
        assertThat(Path.of("target/classes/META-INF/extensions.idx")).content().contains(CallButton.class.getName());
    }

    private static PortalInfo portal(Map<String, String> settings) {
        return new PortalInfo("t1", "acme.bitrix24.com", "en", settings);
    }
}
