package io.portalbots.testkit;

import io.portalbots.platform.Playground;
import io.portalbots.spi.ChatPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A portal with your plugin on it, for one class of tests: PostgreSQL, the platform and a sandbox, all in the test's
 * process. Takes some five seconds for the first class of a run, and one for each further class.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PortalbotsExtension PORTAL = PortalbotsExtension.with(Echo.class);
 *
 * @Test
 * void repeatsWhatItIsTold() {
 *     var bob = PORTAL.user("Bob");
 *
 *     bob.types("hello");
 *
 *     assertThat(bob.sees()).isEqualTo("hello");
 * }
 * }</pre>
 *
 * <p>On the portal are Alice, who administers it, Bob, Dora of a partner company, who reads German, and Carl Customer,
 * who writes through the Open Channel.
 */
public final class PortalbotsExtension implements BeforeAllCallback, AfterAllCallback {

    private static final String PORTAL = "acme";

    private final List<PluginUnderTest> plugins;
    private @Nullable Path data;
    private @Nullable Playground playground;

    private PortalbotsExtension(List<PluginUnderTest> plugins) {
        this.plugins = List.copyOf(plugins);
    }

    /**
     * With a plugin from the test's class path. Its id is the name of its class in kebab case: {@code call-button} for
     * {@code CallButton}.
     */
    public static PortalbotsExtension with(Class<? extends ChatPlugin> plugin) {
        return new PortalbotsExtension(List.of(PluginUnderTest.of(plugin)));
    }

    /** With a plugin that is packed already; its manifest says its id. */
    public static PortalbotsExtension with(Path jar) {
        return new PortalbotsExtension(List.of(PluginUnderTest.of(jar)));
    }

    /** With one more plugin beside the others. */
    public PortalbotsExtension and(Class<? extends ChatPlugin> plugin) {
        var more = new ArrayList<>(plugins);
        more.add(PluginUnderTest.of(plugin));
        return new PortalbotsExtension(more);
    }

    /**
     * A person of the portal, who at first talks to the bot of the plugin, if it has one.
     *
     * @throws IllegalArgumentException naming those who are there, if nobody is called that
     */
    public User user(String firstName) {
        var portal = new PortalPages(running().sandboxUrl(), PORTAL);
        return User.called(
                firstName, portal, () -> portal.hasDeliveredAll() && running().isQuiet());
    }

    /**
     * Sets what the first plugin asks an administrator for, and waits until the buttons follow.
     *
     * @throws IllegalArgumentException saying why, if the plugin's rule refuses the value
     */
    public void set(String key, String value) {
        running().set(plugins.get(0).id(), key, value);
    }

    private Playground running() {
        if (playground == null) {
            throw new IllegalStateException(
                    "no portal is running: PortalbotsExtension belongs into a static field with @RegisterExtension");
        }
        return playground;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        var folder = Files.createTempDirectory("portalbots-testkit");
        data = folder;
        var jars = Files.createDirectories(folder.resolve("plugins"));
        for (var plugin : plugins) {
            plugin.putInto(jars);
        }
        playground = Playground.start(folder, SharedDatabase.of(context).fresh());
        var refused = playground.refusedPlugins();
        if (!refused.isEmpty()) {
            throw new IllegalStateException("the platform refuses the plugin: " + refused);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (playground != null) {
            playground.close();
            playground = null;
        }
        if (data != null) {
            Folders.delete(data);
        }
    }
}
