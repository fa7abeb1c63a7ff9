package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Gate.AppsFor;
import io.portalbots.sandbox.model.Gate.Rest;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Token;
import io.portalbots.sandbox.model.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds out who calls, and whether they may call a method at all. */
public final class Authentication {

    /** What a caller shows. */
    public sealed interface Credentials {

        /** An access token, or an empty text if there was none. */
        record Access(String token) implements Credentials {

            @Override
            public String toString() {
                return "Access[]";
            }
        }

        /** The path of an inbound webhook. */
        record Hook(String userId, String secret) implements Credentials {

            @Override
            public String toString() {
                return "Hook[" + userId + "]";
            }
        }

        /** The cookie of a browser in which a person is logged in. */
        record Session(String cookie) implements Credentials {

            @Override
            public String toString() {
                return "Session[]";
            }
        }
    }

    /** Who calls, or why that stays unknown. */
    public sealed interface Verdict {

        /** A caller we know. */
        record Known(Caller caller) implements Verdict {}

        /** Somebody to turn away. */
        record Refused(Answer.Failure failure) implements Verdict {}
    }

    /** The order of checks of a token [src: rest/lib/oauth/auth.php]. */
    private static final List<Rule<Bearer>> TOKEN = List.of(
            bearer(SystemError.NO_AUTH_FOUND, bearer -> bearer.token().isEmpty()),
            bearer(SystemError.OVERLOAD_LIMIT, Bearer::isOnHold),
            bearer(SystemError.ACCESS_DENIED, bearer -> is(Rest.NOT_IN_PLAN, bearer.portal())),
            bearer(SystemError.APPLICATION_NOT_FOUND, Bearer::isSwitchedOff),
            bearer(SystemError.EXPIRED_TOKEN, Bearer::expired),
            bearer(SystemError.INSUFFICIENT_SCOPE, Bearer::lacksScope),
            bearer(SystemError.AUTHORIZATION_ERROR, Bearer::cannotLogIn),
            bearer(SystemError.USER_ACCESS_ERROR, Bearer::isShutOut));

    private static final List<Rule<Guest>> HOOK = List.of(
            guest(SystemError.INVALID_CREDENTIALS, Guest::isUnknown),
            guest(SystemError.ACCESS_DENIED, guest -> is(Rest.NOT_IN_PLAN, guest.portal())),
            guest(
                    SystemError.INSUFFICIENT_SCOPE,
                    guest -> !Scopes.allow(guest.caller().scope(), guest.method())),
            guest(SystemError.AUTHORIZATION_ERROR, Guest::cannotLogIn));

    private final Tokens tokens;

    /** Authentication by {@code tokens}. */
    public Authentication(Tokens tokens) {
        this.tokens = tokens;
    }

    Verdict check(Portal portal, Credentials credentials, String method) {
        return switch (credentials) {
            case Credentials.Access access -> token(portal, access, method);
            case Credentials.Hook hook -> hook(new Guest(portal, hook, method));
            case Credentials.Session session -> session(portal, session);
        };
    }

    private Verdict token(Portal portal, Credentials.Access access, String method) {
        var token = tokens.access(access.token()).filter(found -> found.portal() == portal);
        var bearer = new Bearer(portal, token, token.filter(tokens::expired).isPresent(), method);
        return Rule.first(TOKEN, bearer)
                .map(Authentication::refused)
                .orElseGet(() -> new Verdict.Known(bearer.caller()));
    }

    private static Verdict hook(Guest guest) {
        return Rule.first(HOOK, guest).map(Authentication::refused).orElseGet(() -> new Verdict.Known(guest.caller()));
    }

    private static Verdict session(Portal portal, Credentials.Session session) {
        return portal.people()
                .first(person ->
                        !person.dismissed() && portal.session(person.id()).equals(session.cookie()))
                .<Verdict>map(person -> new Verdict.Known(new Caller.Session(person.id())))
                .orElseGet(() -> new Verdict.Refused(SystemError.NO_AUTH_FOUND.at(portal)));
    }

    private static Verdict refused(Answer answer) {
        return new Verdict.Refused((Answer.Failure) answer);
    }

    private static Rule<Bearer> bearer(SystemError error, Predicate<Bearer> when) {
        return new Rule<>(when, bearer -> error.at(bearer.portal()));
    }

    private static Rule<Guest> guest(SystemError error, Predicate<Guest> when) {
        return new Rule<>(when, guest -> error.at(guest.portal()));
    }

    private static boolean logsIn(Portal portal, int userId) {
        return portal.member(userId)
                .filter(member -> !(member instanceof Person person && person.dismissed()))
                .isPresent();
    }

    private static boolean is(Rest state, Portal portal) {
        return portal.traits().gate().rest() == state;
    }

    /** Somebody who shows a token, or nothing. */
    private record Bearer(Portal portal, Optional<Token> token, boolean expired, String method) {

        Optional<Installation> installation() {
            return token.map(known -> portal.installations().get(known.clientId()));
        }

        boolean isOnHold() {
            return is(Rest.ON_HOLD, portal)
                    || installation().filter(app -> app.standing().onHold()).isPresent();
        }

        boolean isSwitchedOff() {
            return installation().filter(app -> app.standing().active()).isEmpty();
        }

        Caller caller() {
            var shown = token.orElseThrow();
            return new Caller.Application(installation().orElseThrow(), shown.userId(), shown.hops());
        }

        boolean lacksScope() {
            return !Scopes.allow(caller().scope(), method);
        }

        boolean cannotLogIn() {
            return !logsIn(portal, userId());
        }

        boolean isShutOut() {
            var member = portal.member(userId()).orElseThrow();
            return isForAdminsOnly(member)
                    || !installation().orElseThrow().standing().admits(member);
        }

        private boolean isForAdminsOnly(Member member) {
            return portal.traits().gate().appsFor() == AppsFor.ADMINS
                    && !(member instanceof Person person && person.admin());
        }

        private int userId() {
            return token.orElseThrow().userId();
        }
    }

    /** Somebody who knows an address. */
    private record Guest(Portal portal, Credentials.Hook hook, String method) {

        boolean isUnknown() {
            var userId = portal.webhooks().get(hook.secret());
            return userId == null || !String.valueOf(userId).equals(hook.userId());
        }

        boolean cannotLogIn() {
            return !logsIn(portal, caller().userId());
        }

        Caller caller() {
            return new Caller.Webhook(Integer.parseInt(hook.userId()), hook.secret());
        }
    }
}
