package io.portalbots.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A plugin that shows what people wrote wherever it can: in messages, on buttons, on its page, and in its apps' names. */
final class MirrorPlugin {

    private static final String SOURCE = """
            package mirror;

            import io.portalbots.spi.*;
            import java.util.*;
            import java.util.stream.*;

            @org.pf4j.Extension
            public final class Mirror implements ChatPlugin {

                @Override
                public Optional<BotProfile> bot() {
                    return Optional.of(new BotProfile("Mirror", "\\" autofocus onfocus=\\"alert(1)", BotProfile.Color.LIME));
                }

                @Override
                public List<Command> commands() {
                    return List.of(new Command("look", Map.of("en", new Command.Phrase("[B]x' onclick='alert(1)", ""))));
                }

                @Override
                public Offer offer(PortalInfo portal) {
                    var labels = Map.of("en", new Label("\\" onmouseover=\\"alert(1)[B]", "javascript:alert(1)"));
                    return Offer.of(
                            new ChatApp("page", new ChatApp.Action.Iframe(250, 50), Audience.everywhere(), Map.of("en", new Label("Mirror page", ""))).with(icon()),
                            new ChatApp("named", new ChatApp.Action.Send("/look"), Audience.everywhere(), labels).with(icon()));
                }

                private static Icon icon() {
                    return Icon.of(java.nio.ByteBuffer.allocate(34)
                            .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\\r', '\\n', 0x1A, '\\n'})
                            .putInt(13).putInt(0x49484452).putInt(108).putInt(66).array());
                }

                @Override
                public void onMessage(Message message, Chat chat) {
                    var text = Text.of();
                    var keyboard = Keyboard.of();
                    message.text().lines().forEach(line -> {
                        text.plain(line).line().bold(line).italic(line).line();
                        text.mention(message.person().id(), line).link("https://a.test/?q=" + line, line).line();
                        keyboard.run(line, "look", "1").newRow();
                    });
                    var name = message.person().name();
                    text.plain(name).line().bold(name).mention(message.person().id(), name).link("https://a.test/", name);
                    chat.storage().put("last." + message.id(), message.text() + "\\n" + name);
                    chat.say(text, keyboard);
                }

                @Override
                public Page frame(FrameVisit visit, Host host) {
                    return page(host.storage().list("last.", "", 1000).stream()
                            .flatMap(entry -> entry.value().lines()).collect(Collectors.toList()));
                }

                @Override
                public Page submitted(FrameVisit visit, Map<String, String> fields, Host host) {
                    return page(List.of(fields.getOrDefault("text", "nothing")));
                }

                private static Page page(List<String> texts) {
                    var shown = texts.stream().map(Page::escape)
                            .map(text -> "<p title=\\"" + text + "\\" class='" + text + "'>" + text
                                    + "</p><textarea>" + text + "</textarea>")
                            .collect(Collectors.joining());
                    return new Page("Mirror", "<link rel=\\"stylesheet\\" href=\\"static:mirror.css\\">"
                            + "<script type=\\"module\\" src=\\"static:mirror.js\\"></script>"
                            + "<form method=\\"post\\"><label for=\\"text\\">Text</label> <input id=\\"text\\" name=\\"text\\">"
                            + " <button>Show</button></form>"
                            + "<form data-action=\\"put\\" data-from=\\"word\\"><input id=\\"word\\" aria-label=\\"Word\\"></form>"
                            + "<button type=\\"button\\" id=\\"module\\">By module</button>"
                            + "<div id=\\"texts\\">" + shown + "</div>");
                }
            }
            """;

    private static final String SCRIPT = """
            import { put } from "/assets/frame.js";
            document.getElementById("module").addEventListener("click", () => put("by the module"));
            """;

    private MirrorPlugin() {}

    /** Puts it into {@code folder}. */
    static void drop(Path folder) throws IOException {
        PluginJar.drop(
                folder,
                "mirror",
                "1.0.0",
                "Mirror",
                SOURCE,
                Map.of("static/mirror.js", SCRIPT, "static/mirror.css", "#texts { color: rgb(1, 2, 3) }"));
    }
}
