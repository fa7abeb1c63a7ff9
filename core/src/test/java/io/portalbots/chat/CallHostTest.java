package io.portalbots.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.spi.Portal.Answer;
import io.portalbots.spi.PortalException;
import io.portalbots.spi.StorageException;
import io.portalbots.spi.Value;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a plugin may do with what it is given, and for how long. */
class CallHostTest {

    private static final Tenant ACME = MemoryTenants.acme(1);

    private final List<String> asked = new ArrayList<>();
    private boolean silent;
    private final Hosts hosts = TestHosts.with((tenant, method, parameters) -> {
        if (silent) {
            throw new PortalUnavailableException("acme is silent");
        }
        asked.add(tenant.id() + " " + method + " " + parameters);
        return new Answer.Done(Value.of("done"));
    });
    private final Plugin poll = TestPlugins.plugin("poll", new Talker("poll"), Set.of("user.get"));
    private final Plugin echo = TestPlugins.plugin("echo", new Talker("echo"));

    @Test
    void keepsApartWhatTwoPluginsKeep() {
        hosts.open(ACME, poll).storage().put("k", "of poll");

        assertThat(hosts.open(ACME, poll).storage().get("k")).isPresent();
        assertThat(hosts.open(ACME, echo).storage().get("k")).isEmpty();
    }

    @Test
    void refusesEverythingOnceTheCallIsOver() {
        var host = hosts.open(ACME, poll);
        var storage = host.storage();
        var portal = host.portal();

        host.close();

        assertThatThrownBy(() -> storage.get("k")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> storage.put("k", "v")).hasMessageContaining("is over");
        assertThatThrownBy(() -> storage.delete("k")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> storage.list("", "", 1)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> portal.call("user.get", Map.of())).isInstanceOf(PortalException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void callsWhatTheManifestDeclaresAndNothingElse() {
        var portal = hosts.open(ACME, poll).portal();

        assertThat(portal.call("user.get", Map.of("ID", 17)).done()).contains(Value.of("done"));

        assertThat(asked).containsExactly(ACME.id() + " user.get {ID=17}");
        assertThatThrownBy(() -> portal.call("user.add", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the manifest of poll does not declare 'user.add' in Plugin-Methods");
        assertThatThrownBy(() -> hosts.open(ACME, echo).portal().call("user.get", Map.of()))
                .hasMessageContaining("manifest of echo");
        assertThat(asked).hasSize(1);
    }

    @Test
    void saysThatThePortalDidNotAnswer() {
        silent = true;

        assertThatThrownBy(() -> hosts.open(ACME, poll).portal().call("user.get", Map.of()))
                .isInstanceOf(PortalException.class)
                .hasMessage("the portal did not answer user.get");
    }

    @Test
    void refusesKeysAndValuesThatCannotBeByName() {
        var storage = hosts.open(ACME, poll).storage();

        assertThatThrownBy(() -> storage.get("a b")).hasMessageStartingWith("key must match");
        assertThatThrownBy(() -> storage.put("k".repeat(101), "v")).hasMessageStartingWith("key must match");
        assertThatThrownBy(() -> storage.put("k", "\0")).hasMessageStartingWith("value must not hold NUL");
        assertThatThrownBy(() -> storage.put("k", "ä".repeat(32 * 1024 + 1)))
                .hasMessage("value must have at most 64 KiB but is '65538 bytes'");
        assertThatThrownBy(() -> storage.list("", "", 1001)).hasMessage("most must be 1 to 1000 but is 1001");
        storage.put("k", "ä".repeat(32 * 1024));
    }

    @Test
    void changesAValueAgainWhenSomebodyElseWasFaster() {
        var storage = hosts.open(ACME, poll).storage();
        var others = hosts.open(ACME, poll).storage();
        storage.put("count", "1");

        var kept = storage.update("count", count -> {
            var next = count.map(Integer::parseInt).orElse(0) + 1;
            if (next == 2) {
                others.put("count", "5");
            }
            return String.valueOf(next);
        });

        assertThat(kept).isEqualTo("6");
    }
}
