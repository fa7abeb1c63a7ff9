package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Options as two people see them. */
class OptionMethodsTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private final Receiver receiver = new Receiver();
    private final TestPortal portal = LAB.portal();
    private final String alices = portal.install().getString("access_token");
    private final String bobs = tokenOfBob();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void letsAdministratorsOnlySetWhatIsForAll() {
        portal.call(alices, "app.option.set", "options[theme]=dark");

        var refused = portal.call(bobs, "app.option.set", "options[theme]=light");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.error()).isEqualTo("ACCESS_DENIED");
        assertThat(refused.json().getString("error_description"))
                .isEqualTo("Access denied! Administrator authorization required");
        assertThat(portal.call(bobs, "app.option.set", "").error()).isEqualTo("ERROR_ARGUMENT");
        assertThat(portal.call(bobs, "app.option.get", "option=theme").result()).isEqualTo("dark");
    }

    @Test
    void keepsWhatIsForOnePersonApart() {
        assertThat(portal.call(bobs, "user.option.set", "options[theme]=light").result())
                .isEqualTo(true);

        assertThat(portal.call(bobs, "user.option.get", "option=theme").result())
                .isEqualTo("light");
        assertThat(portal.call(alices, "user.option.get", "").result()).isEqualTo(new JsonArray());
    }

    /** Who writes to a bot lends it a token of their own. */
    private String tokenOfBob() {
        var bot = portal.bot(alices, "echo", receiver.url(), Map.of());
        portal.says(TestPortal.BOB, bot, "hello");
        receiver.next("ONIMBOTJOINCHAT");
        return receiver.next("ONIMBOTMESSAGEADD").text("auth", "access_token");
    }
}
