package io.portalbots.dist;

import static io.portalbots.dist.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.dist.SharedDev.Dev;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code portalbots settings set}, beside the platform it speaks to. */
@ExtendWith(SharedDev.class)
class SettingsTest {

    private final Path data;
    private final Portal acme;

    SettingsTest(Dev dev) {
        this.data = dev.data();
        this.acme = dev.acme();
    }

    @Test
    void changesTheNumberOnThePortal() throws Exception {
        var given = acme.described().getJsonArray("phones").getString(0);

        var set = set("acme", "call-button", "phone=+1 555 0123");

        assertThat(set.exit()).as(set.err()).isZero();
        assertThat(set.out()).contains("phone", "call-button", "acme");
        eventually(() -> assertThat(dialled()).isEqualTo("+1 555 0123"));

        set("acme", "call-button", "phone=" + given);
        eventually(() -> assertThat(dialled()).isEqualTo(given));
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, call-button, phone=1,         nobody",
        "acme,   call-butter, phone=1,         call-butter",
        "acme,   call-button, fax=1,           fax",
        "acme,   call-button, phone=your aunt, your aunt",
    })
    void saysInOneLineWhatItCannotSet(String tenant, String plugin, String assignment, String named) throws Exception {
        var refused = set(tenant, plugin, assignment);

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().lines())
                .singleElement()
                .asString()
                .startsWith("portalbots: ")
                .contains(named);
    }

    private Launch set(String tenant, String plugin, String assignment) throws Exception {
        return Archive.run("settings", "set", tenant, plugin, assignment, "--data", data.toString());
    }

    private String dialled() {
        var bob = acme.user("Bob");
        return bob.clicks("call-button.call", acme.dialogWith("Echo")).getString("number");
    }
}
