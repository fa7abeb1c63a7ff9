package io.portalbots.platform;

import io.portalbots.plugin.PluginJar;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Plugins that misbehave when they are written to, each with a bot of its own, and one that does not. */
final class Zoo {

    /** Whoever would go on for ever looks whether this system property is set. */
    static final String CLOSED = "zoo.closed";

    private static final Map<String, String> ANIMALS = new LinkedHashMap<>();

    static {
        ANIMALS.put("parrot", "chat.say(message.text());");
        ANIMALS.put("thrower", "throw new IllegalStateException(\"no luck\");");
        ANIMALS.put("erring", "throw new AssertionError(\"no luck at all\");");
        ANIMALS.put("unlinked", "chat.say(\"\" + Broken.NUMBER);");
        ANIMALS.put("recursive", "onMessage(message, chat);");
        ANIMALS.put("sleeper", "while (!over()) { try { Thread.sleep(100); } catch (InterruptedException e) { } }");
        ANIMALS.put("looper", "while (!over()) { }");
        ANIMALS.put("breeder", """
                for (int count = 0; count < 60; count++) {
                    Thread thread = new Thread(() -> {
                        while (!over()) { try { Thread.sleep(100); } catch (InterruptedException e) { } }
                    });
                    thread.setDaemon(true);
                    thread.start();
                }
                chat.say("bred");""");
        ANIMALS.put("flooder", "for (int count = 1; count <= 1000; count++) { chat.say(\"drop \" + count); }");
        ANIMALS.put("printer", "System.out.println(\"printed\"); chat.say(\"printed\");");
        ANIMALS.put("blocker", """
                try {
                    Class.forName("io.vertx.core.Vertx");
                    chat.say("has Vert.x");
                } catch (ClassNotFoundException e) {
                    chat.say("on " + Thread.currentThread().getName() + " without Vert.x");
                }""");
    }

    private Zoo() {}

    static void build(Path plugins) {
        ANIMALS.forEach((name, behaviour) -> PluginJar.of(name, "1.0.0")
                .extension("Animal", members(name, behaviour))
                .source("Broken", "class Broken { static int NUMBER = 1 / Integer.getInteger(\"zoo.none\", 0); }")
                .write(plugins.resolve(name + ".jar")));
    }

    private static String members(String name, String behaviour) {
        return """
                static boolean over() { return Boolean.getBoolean("%s"); }
                public Optional<BotProfile> bot() { return Optional.of(new BotProfile("%s", "", BotProfile.Color.LIME)); }
                public Offer offer(PortalInfo portal) {
                    return Offer.of(new ChatApp("app", new ChatApp.Action.Send("/app"), Audience.everywhere(),
                            Map.of("en", new Label("%s", ""))));
                }
                public void onMessage(Message message, Chat chat) { %s }
                """.formatted(CLOSED, name, name, behaviour);
    }
}
