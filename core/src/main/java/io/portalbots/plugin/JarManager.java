package io.portalbots.plugin;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.DefaultPluginManager;
import org.pf4j.DefaultVersionManager;
import org.pf4j.JarPluginLoader;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginLoader;

/**
 * PF4J for one jar. Each jar has a manager of its own, so that a new version loads beside the old one and takes over
 * in one assignment.
 */
final class JarManager extends DefaultPluginManager {

    /** What a plugin's {@code Plugin-Requires} is held against. */
    static final String SPI_VERSION = "1.0.0";

    /** The order in which jars are admitted: where two claim the same, the newer has it, then the first by name. */
    static final Comparator<Plugin> NEWEST_FIRST = Comparator.comparing(Plugin::id)
            .thenComparing(Comparator.comparing(Plugin::version, new DefaultVersionManager()::compareVersions)
                    .reversed())
            .thenComparing(Plugin::file);

    JarManager(Path folder) {
        super(List.of(folder));
        setSystemVersion(SPI_VERSION);
    }

    boolean satisfies(String requires) {
        return getVersionManager().checkVersionConstraint(SPI_VERSION, requires);
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new JarPluginLoader(this) {
            @Override
            public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
                var parent = new SpiClassLoader(JarManager.class.getClassLoader());
                var loader = new PluginClassLoader(pluginManager, descriptor, parent, ClassLoadingStrategy.APD);
                loader.addFile(path.toFile());
                return loader;
            }
        };
    }
}
