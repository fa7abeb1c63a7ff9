package io.portalbots.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.chat.Directory.Standing;
import io.portalbots.chat.Frames.Answer;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.FrameVisit;
import io.portalbots.spi.Offer;
import io.portalbots.spi.Page;
import io.portalbots.spi.PortalInfo;
import io.portalbots.store.Keys;
import io.portalbots.tenant.MemorySettings;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Tenant;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an address that the portal signed leads to when its app is not what it was. */
class FramesTest {

    private static final Tenant ACME = MemoryTenants.acme(1);
    private static final Page PAGE = new Page("Board", "<p>Hello</p>");
    private static final FrameSession SESSION =
            new FrameSession("s1", ACME.id(), 1, "echo", "board", 17, "chat441", Optional.of("k"), "de", false);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Keys keys;
    private int asked;

    @BeforeEach
    void makeKeys(@TempDir Path folder) {
        Keys.make(folder.resolve("keys.json"));
        keys = Keys.read(folder.resolve("keys.json"));
    }

    @Test
    void showsWhatHasAFrame() {
        assertThat(frames(Standing.FRAME, loaded()).show(SESSION)).isEqualTo(new Answer.Shown(PAGE, ACME, "de"));
        assertThat(counted("opened")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMMAND", "GONE"})
    void saysInThePersonsLanguageThatItIsOutdatedAndAsksNoPlugin(Standing standing) {
        var frames = frames(standing, loaded());

        assertThat(frames.show(SESSION)).isEqualTo(new Answer.Outdated(ACME, "de"));
        assertThat(frames.show(SESSION)).isEqualTo(new Answer.Outdated(ACME, "de"));

        assertThat(asked).isZero();
        assertThat(counted("outdated")).isEqualTo(2);
        assertThat(counted("opened") + counted("again") + counted("refused")).isZero();
    }

    @Test
    void callsNothingOutdatedThatIsBeingChanged() {
        assertThat(frames(Standing.UNSETTLED, loaded()).show(SESSION)).isEqualTo(new Answer.Unavailable(ACME));
        assertThat(asked).isZero();
        assertThat(counted("outdated")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void callsNothingOutdatedWhosePluginIsNotLoaded(Standing standing) {
        assertThat(frames(standing, PluginSet.empty()).show(SESSION)).isEqualTo(new Answer.Unavailable(ACME));
        assertThat(counted("outdated")).isZero();
    }

    @Test
    void tellsNobodyWithoutAGoodSessionWhatBecameOfAnApp() {
        var earlier = new FrameSession("s2", ACME.id(), 7, "echo", "board", 17, "", Optional.empty(), "de", false);

        assertThat(frames(Standing.GONE, loaded()).show(earlier)).isEqualTo(new Answer.Forbidden(Optional.of(ACME)));
        assertThat(counted("outdated")).isZero();
    }

    private double counted(String outcome) {
        return meters.counter("portalbots.frames", "outcome", outcome).count();
    }

    private PluginSet loaded() {
        return TestPlugins.set(TestPlugins.plugin("echo", new Board()));
    }

    private Frames frames(Standing standing, PluginSet plugins) {
        return new Frames(
                new MemoryTenants().with(ACME),
                new FrameGuard(keys, InstantSource.system()),
                new Stands(standing),
                () -> plugins,
                new MemorySettings(),
                TestHosts.bare(),
                TestPlugins.waiting(),
                new ChatMetrics(meters),
                line -> {});
    }

    private final class Board implements ChatPlugin {

        @Override
        public Offer offer(PortalInfo portal) {
            return Offer.of();
        }

        @Override
        public Page frame(FrameVisit visit) {
            asked++;
            return PAGE;
        }
    }

    /** Every app stands alike. */
    private record Stands(Standing standing) implements Directory {

        @Override
        public Optional<Long> botOf(Tenant tenant, String plugin) {
            return Optional.empty();
        }

        @Override
        public Optional<String> pluginOf(Tenant tenant, long bot) {
            return Optional.empty();
        }

        @Override
        public boolean ours(Tenant tenant, long bot) {
            return true;
        }

        @Override
        public Standing standing(Tenant tenant, String plugin, String code) {
            return standing;
        }

        @Override
        public List<Entry> apps(Tenant tenant) {
            return List.of();
        }
    }
}
