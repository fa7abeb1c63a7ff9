package io.portalbots.platform;

import io.portalbots.plugin.PluginJar;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plugin whose apps belong to the shared bot, in three versions: another title, which an update can say; then another
 * picture and a frame that becomes a command, which none can. Beside it another plugin, with a bot of its own.
 */
record KiwiJars(Path parrot, Path first, Path retitled, Path remade) {

    static final String FIRST = "1.0.0";
    static final String RETITLED = "1.1.0";
    static final String REMADE = "2.0.0";

    /** What the other one has on a portal. */
    static final List<String> PARROT = List.of("parrot.caw SEND /caw all Caw");

    private static final String PARROT_CODE = """
            public Optional<BotProfile> bot() { return Optional.of(new BotProfile("Parrot", "", BotProfile.Color.LIME)); }
            public List<Command> commands() {
                return List.of(new Command("caw", Map.of("en", new Command.Phrase("Caws", ""))));
            }
            public Offer offer(PortalInfo portal) {
                return Offer.of(new ChatApp("caw", new ChatApp.Action.Send("/caw"), Audience.everywhere(),
                        Map.of("en", new Label("Caw", ""))));
            }
            """;

    /** Writes them. */
    static KiwiJars in(Path folder) {
        return new KiwiJars(
                PluginJar.of("parrot", "1.0.0").extension("Parrot", PARROT_CODE).write(folder.resolve("parrot.jar")),
                kiwi(folder, FIRST, "Peck", 1, "new ChatApp.Action.Iframe(360, 240)"),
                kiwi(folder, RETITLED, "Peck more", 1, "new ChatApp.Action.Iframe(360, 240)"),
                kiwi(folder, REMADE, "Peck more", 2, "new ChatApp.Action.Send(\"/nest\")"));
    }

    private static Path kiwi(Path folder, String version, String title, int shade, String nest) {
        var code = """
            public Offer offer(PortalInfo portal) {
                return Offer.of(
                        new ChatApp("peck", new ChatApp.Action.Send("/peck"), Audience.everywhere(),
                                Map.of("en", new Label("%s", ""))).with(icon(%d)),
                        new ChatApp("nest", %s, Audience.everywhere(), Map.of("en", new Label("Nest", ""))));
            }
            private static Icon icon(int shade) {
                return Icon.of(java.nio.ByteBuffer.allocate(34)
                        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\\r', '\\n', 0x1A, '\\n'})
                        .putInt(13).putInt(0x49484452).putInt(108).putInt(66)
                        .put(33, (byte) shade).array());
            }
            """.formatted(title, shade, nest);
        return PluginJar.of("kiwi", version).extension("Kiwi", code).write(folder.resolve("kiwi-" + version + ".jar"));
    }

    /** What is on a portal with both, as {@link PortalState} says it. */
    static List<String> apps(String version) {
        var kiwi = switch (version) {
            case FIRST -> List.of("kiwi.nest IFRAME 360x240 all Nest", "kiwi.peck SEND /peck all Peck icon 1");
            case RETITLED -> List.of("kiwi.nest IFRAME 360x240 all Nest", "kiwi.peck SEND /peck all Peck more icon 1");
            default ->
                List.of(
                        "hidden kiwi.nest IFRAME 360x240 all Nest",
                        "hidden kiwi.peck SEND /peck all Peck more icon 1",
                        "kiwi.nest~2 SEND /nest all Nest",
                        "kiwi.peck~2 SEND /peck all Peck more icon 2");
        };
        return Stream.concat(kiwi.stream(), PARROT.stream()).sorted().toList();
    }
}
