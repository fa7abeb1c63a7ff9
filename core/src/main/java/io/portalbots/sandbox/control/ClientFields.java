package io.portalbots.sandbox.control;

import io.portalbots.sandbox.messenger.Browser;
import io.portalbots.sandbox.messenger.Browser.Space;
import io.portalbots.sandbox.messenger.Browser.Tamper;
import io.portalbots.sandbox.messenger.Client;
import io.portalbots.sandbox.messenger.ClientSession;
import io.portalbots.sandbox.messenger.Sessions;
import java.util.Optional;
import java.util.stream.Stream;

/** In which messenger and browser somebody clicks, as fields of JSON. What is not said is as usual. */
final class ClientFields {

    private static final String[] NAMES = {"session", "space", "chrome", "dark", "tamper"};

    private final Sessions sessions;

    ClientFields(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The fields of a body that holds a client and {@code others}. */
    static String[] and(String... others) {
        return Stream.of(others, NAMES).flatMap(Stream::of).toArray(String[]::new);
    }

    Client read(Exchange exchange, Fields body) {
        var browser = new Browser(
                body.flag("chrome", true),
                body.flag("dark", false),
                body.optional("space", "width", "height").map(ClientFields::space),
                body.optionalChoice("tamper", Tamper.class));
        var session = session(exchange, body.optionalText("session"));
        return new Client(exchange.portal(), exchange.person(), session, browser);
    }

    /** The session that is named, else one just loaded. */
    ClientSession session(Exchange exchange, Optional<String> id) {
        return id.map(name -> named(exchange, name))
                .orElseGet(() -> sessions.passing(exchange.portal(), exchange.person()));
    }

    /** The session of that name of the person in the path. */
    ClientSession named(Exchange exchange, String id) {
        return sessions.find(exchange.portal(), exchange.person(), id)
                .orElseThrow(() -> ControlError.notFound(
                        "SESSION_NOT_FOUND",
                        "user " + exchange.person().id() + " has no session '" + id + "' on portal '"
                                + exchange.portal().name() + "'"));
    }

    private static Space space(Fields fields) {
        return new Space(room(fields, "width"), room(fields, "height"));
    }

    private static int room(Fields fields, String name) {
        var pixels = fields.number(name);
        if (pixels < 0) {
            throw ControlError.wrongField("field 'space." + name + "' must not be negative");
        }
        return pixels;
    }
}
