package io.portalbots.platform;

import io.portalbots.plugin.PluginJar;
import io.portalbots.plugin.PluginSet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** A folder of plugins in which jars come, change, break and go, and what its plugins should give. */
final class ChaosPlugins {

    /** Always there, so that the folder is never empty. */
    static final String KEEPER = "keeper";

    /** Has a bot of its own, which repeats what it is told. */
    static final String PARROT = "parrot";

    static final List<String> COME_AND_GO = List.of(PARROT, "lark", "zebra");

    /** Reads from its jar what it offers, so that another offer needs no compiler. */
    private static final String OFFERS = """
            private static Icon icon(int shade) throws java.io.IOException {
                var image = new java.awt.image.BufferedImage(108, 66, java.awt.image.BufferedImage.TYPE_INT_ARGB);
                image.setRGB(0, 0, 0xff000000 + shade);
                var png = new java.io.ByteArrayOutputStream();
                javax.imageio.ImageIO.write(image, "png", png);
                return Icon.of(png.toByteArray());
            }
            private static ChatApp app(String[] words, String title) throws java.io.IOException {
                ChatApp.Action action = switch (words[1]) {
                    case "frame" -> new ChatApp.Action.Iframe(Integer.parseInt(words[2]), 200);
                    case "put" -> new ChatApp.Action.Put("/go x" + words[2]);
                    default -> new ChatApp.Action.Send("/go x" + words[2]);
                };
                var app = new ChatApp(words[0], action, Audience.everywhere(),
                        Map.of("en", new Label(title + words[3], "about " + words[3])));
                return words[4].equals("0") ? app : app.with(icon(Integer.parseInt(words[4])));
            }
            public List<Setting> settings() {
                return List.of(new Setting("title", new Setting.Type.Line(40), Map.of("en", "Title")));
            }
            public Offer offer(PortalInfo portal) {
                try (var in = getClass().getResourceAsStream("/apps.txt")) {
                    var apps = new ArrayList<ChatApp>();
                    for (var line : new String(in.readAllBytes()).lines().toList()) {
                        apps.add(app(line.split(" "), portal.setting("title").orElse("")));
                    }
                    return new Offer(apps, List.of());
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            """;

    private static final String SPEAKS = """
            public Optional<BotProfile> bot() { return Optional.of(new BotProfile("Parrot", "", BotProfile.Color.LIME)); }
            public List<Command> commands() {
                return List.of(new Command("caw", Map.of("en", new Command.Phrase("Caws", ""))));
            }
            public void onMessage(Message message, Chat chat) { chat.say(message.text()); }
            """;

    private final Path folder;
    private final Path workshop;
    private final Map<String, List<App>> offered = new TreeMap<>();
    private final Map<String, String> digests = new HashMap<>();
    private final Set<String> broken = new TreeSet<>();

    /** An app as a plugin offers it. {@code kind} is frame, put or send; {@code icon} is a shade, 0 for none. */
    record App(String code, String kind, int size, String title, int icon) {

        App(String code) {
            this(code, "send", 300, code, 0);
        }

        private String line() {
            return String.join(" ", code, kind, String.valueOf(size), title, String.valueOf(icon));
        }

        String picture() {
            try {
                var image = new BufferedImage(108, 66, BufferedImage.TYPE_INT_ARGB);
                image.setRGB(0, 0, 0xff000000 + icon);
                var png = new ByteArrayOutputStream();
                ImageIO.write(image, "png", png);
                return icon == 0
                        ? "none"
                        : "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** @param workshop a folder of our own */
    ChaosPlugins(Path folder, Path workshop) {
        this.folder = folder;
        this.workshop = workshop;
        COME_AND_GO.forEach(plugin -> compile(plugin, plugin.equals(PARROT) ? OFFERS + SPEAKS : OFFERS));
        compile(KEEPER, OFFERS);
        offer(KEEPER, List.of(new App("board")));
    }

    private void compile(String plugin, String members) {
        PluginJar.of(plugin, "1.0.0").extension("Chaos", members).write(workshop.resolve(plugin));
    }

    /** What each plugin should give, by its id. */
    Map<String, List<App>> offered() {
        return offered;
    }

    Set<String> broken() {
        return broken;
    }

    /** Brings a plugin, or another version of it. */
    void offer(String plugin, List<App> apps) {
        try {
            var jar = Files.copy(
                    workshop.resolve(plugin), workshop.resolve(plugin + ".zip"), StandardCopyOption.REPLACE_EXISTING);
            try (var inside = FileSystems.newFileSystem(jar)) {
                Files.writeString(
                        inside.getPath("apps.txt"), apps.stream().map(App::line).collect(Collectors.joining("\n")));
            }
            digests.put(plugin, digest(Files.readAllBytes(jar)));
            Files.move(jar, file(plugin), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broken.remove(plugin);
        offered.put(plugin, List.copyOf(apps));
    }

    void remove(String plugin) {
        try {
            Files.deleteIfExists(file(plugin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broken.remove(plugin);
        offered.remove(plugin);
    }

    /** Puts something that is no jar in its place; the one that is loaded stays in use. */
    void breakJar(String plugin) {
        try {
            Files.writeString(file(plugin), "no jar any more, since " + digests.get(plugin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broken.add(plugin);
    }

    private Path file(String plugin) {
        return folder.resolve(plugin + ".jar");
    }

    /**
     * What the platform has not noticed yet.
     *
     * @param told digests by plugin, as the platform has told its registry
     */
    List<String> unnoticed(PluginSet set, Map<String, String> told) {
        var unnoticed = new ArrayList<String>();
        offered.keySet().stream()
                .filter(plugin ->
                        !isIn(set, plugin) || !told.getOrDefault(plugin, "").equals(digests.get(plugin)))
                .forEach(unnoticed::add);
        COME_AND_GO.stream()
                .filter(plugin -> !offered.containsKey(plugin))
                .filter(plugin -> set.find(plugin).isPresent() || (broken.isEmpty() && told.containsKey(plugin)))
                .forEach(plugin -> unnoticed.add("removal of " + plugin));
        if (set.failures().size() != broken.size()) {
            unnoticed.add("jars: " + set.failures() + " and not " + broken);
        }
        return unnoticed;
    }

    /** Whether the platform has a plugin as it is offered. */
    boolean isIn(PluginSet set, String plugin) {
        return set.find(plugin)
                .filter(one -> one.digest().equals(digests.get(plugin)))
                .isPresent();
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
