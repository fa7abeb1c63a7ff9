package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Image;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.PortalTraits;
import io.portalbots.sandbox.model.PortalTraits.Generation;
import io.portalbots.sandbox.model.PortalTraits.Mode;
import java.util.List;
import java.util.Optional;

/** People, portals and apps for tests of what is seen. */
final class Viewing {

    static final int OWN_BOT = 62;
    static final Person ADMIN = new Person(1, "Alice", "F", true, false, false, "en");
    static final Person EMPLOYEE = new Person(2, "Bob", "M", false, false, false, "en");
    static final ChatApp.Phrase PHRASE = new ChatApp.Phrase("en", "Help", "", "");

    private Viewing() {}

    static PortalTraits traits(Mode mode, Generation generation) {
        var usual = PortalTraits.usual(true);
        return new PortalTraits(
                usual.language(),
                usual.loopbackHttp(),
                usual.maxBots(),
                mode,
                usual.disputed(),
                generation,
                usual.events(),
                usual.gate(),
                usual.limits());
    }

    static ChatApp app(String context, boolean hidden, boolean icon) {
        return app(context, hidden, icon, false, false, List.of(PHRASE));
    }

    static ChatApp app(
            String context,
            boolean hidden,
            boolean icon,
            boolean extranet,
            boolean livechat,
            List<ChatApp.Phrase> lang) {
        return new ChatApp(
                13,
                OWN_BOT,
                "help",
                "client",
                Optional.of(new ChatApp.Action.Js("SEND", "/help")),
                ChatApp.Action.Frame.NONE,
                "",
                context,
                hidden,
                extranet,
                livechat,
                icon ? Optional.of(new Image("image/png", "")) : Optional.empty(),
                lang);
    }
}
