package io.portalbots.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import org.pf4j.DefaultVersionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the plugins that come with the platform into the folder of plugins: each once, and again when a newer version
 * comes along. One that somebody removed stays away; {@code bundled.properties} remembers which were put there.
 */
final class BundledPlugins {

    private static final Logger LOG = LoggerFactory.getLogger(BundledPlugins.class);
    private static final String MEMORY = "bundled.properties";

    private final Path folder;
    private final Path memory;

    private BundledPlugins(Path folder, Path memory) {
        this.folder = folder;
        this.memory = memory;
    }

    /** A jar and who it says it is. */
    private record Jar(Path file, String id, String version) {}

    /**
     * Seeds {@code folder}.
     *
     * @param home where Portalbots is installed; without it nothing is bundled
     */
    static void seed(Optional<Path> home, Path folder, Path data) {
        try {
            Files.createDirectories(folder);
            var seeding = new BundledPlugins(folder, data.resolve(MEMORY));
            if (home.isPresent() && Files.isDirectory(home.get().resolve("plugins"))) {
                seeding.seed(jars(home.get().resolve("plugins")));
            }
        } catch (IOException e) {
            throw new StartException("the plugin folder " + folder + " cannot be seeded: " + e.getMessage(), e);
        }
    }

    private void seed(List<Jar> bundled) throws IOException {
        var seeded = new Properties();
        if (Files.exists(memory)) {
            try (var in = Files.newBufferedReader(memory)) {
                seeded.load(in);
            }
        }
        var present = jars(folder);
        for (var jar : bundled) {
            var there = present.stream()
                    .filter(other -> other.id().equals(jar.id()))
                    .findFirst();
            var isNew = !seeded.containsKey(jar.id()) && there.isEmpty();
            if (isNew
                    || there.filter(other -> newer(jar.version(), other.version()))
                            .isPresent()) {
                put(jar, there);
            }
            seeded.setProperty(jar.id(), jar.version());
        }
        try (var out = Files.newBufferedWriter(memory)) {
            seeded.store(out, "Plugins that came with Portalbots and were put into the folder of plugins");
        }
    }

    private void put(Jar jar, Optional<Jar> replaced) throws IOException {
        var target = folder.resolve(jar.id() + ".jar");
        var part = folder.resolve(jar.id() + ".part");
        Files.copy(jar.file(), part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (replaced.isPresent() && !replaced.get().file().equals(target)) {
            Files.delete(replaced.get().file());
        }
        LOG.info("plugin {} {} put into {}", jar.id(), jar.version(), folder);
    }

    /** @throws RuntimeException if one of them is no version */
    private static boolean newer(String version, String other) {
        return new DefaultVersionManager().compareVersions(version, other) > 0;
    }

    private static List<Jar> jars(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .toList();
        }
    }

    /** A jar that cannot be read is nobody's; loading it will say so. */
    private static Optional<Jar> read(Path file) {
        try (var jar = new JarFile(file.toFile())) {
            var attributes = jar.getManifest().getMainAttributes();
            var id = attributes.getValue("Plugin-Id");
            var version = attributes.getValue("Plugin-Version");
            if (id == null || version == null) {
                return Optional.empty();
            }
            newer(version, version); // throws, if it is no version
            return Optional.of(new Jar(file, id, version));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
