package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.messenger.BotRemoval;
import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Profile;
import io.portalbots.sandbox.wire.Php;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code imbot.register}, {@code imbot.unregister}, {@code imbot.bot.list} [docs: chat-bots/outdated].
 *
 * <pre>{@code
 * POST /rest/imbot.register    CODE=echo&TYPE=B&EVENT_HANDLER=https://bots.example.test/ev&PROPERTIES[NAME]=Echo
 * 200  {"result": 5}           the BOT_ID; of a CODE that is known the old one, with the handlers bound anew
 * 400  {"error": "NAME_ERROR", "error_description": "Bot name isn't specified"}
 * }</pre>
 */
final class BotMethods {

    /** Any other TYPE is taken for {@code B} [src]. */
    private static final Set<String> TYPES = Set.of("B", "H", "O", "S");

    /** Order of checks [src: im/classes/general/im_rest.php]. */
    private static final List<Rule<Call>> REGISTER = Stream.<Stream<Rule<Call>>>of(
                    Stream.of(Common.<Call>noClient(call -> call.owner().isEmpty())),
                    EventBindings.rules(EventBindings.SLOTS.stream(), Call::params),
                    Stream.<Rule<Call>>of(
                            refuse(
                                    "CODE_ERROR",
                                    "Bot code isn't specified",
                                    call -> Php.empty(call.params().text("CODE"))),
                            new Rule<>(BotMethods::isOneTooMany, BotMethods::tooMany),
                            refuse(
                                    "NAME_ERROR",
                                    "Bot name isn't specified",
                                    call -> profile(call).name().isEmpty()),
                            refuse("WRONG_REQUEST", "Bot can't be created", BotMethods::isTooLong)))
            .flatMap(rules -> rules)
            .toList();

    private static final List<Rule<Call>> UNREGISTER = Common.ownBot().toList();

    private final BotRemoval removal;

    BotMethods(BotRemoval removal) {
        this.removal = removal;
    }

    static Answer register(Call call) {
        return Rule.first(REGISTER, call).orElseGet(() -> {
            EventBindings.bind(call, call.params());
            return new Answer.Result(known(call).orElseGet(() -> store(call)).id());
        });
    }

    Answer unregister(Call call) {
        return Rule.first(UNREGISTER, call).orElseGet(() -> {
            removal.remove(
                    call.portal(), call.bot().orElseThrow(), call.caller().userId());
            return new Answer.Result(true);
        });
    }

    /** All bots of the portal, whoever registered them. */
    static Answer list(Call call) {
        var result = new LinkedHashMap<String, Object>();
        for (var bot : call.portal().bots().all()) {
            var row = new LinkedHashMap<String, Object>();
            row.put("ID", bot.id());
            row.put("NAME", bot.name());
            row.put("CODE", bot.code());
            row.put("OPENLINE", bot.openline() ? "Y" : "N");
            result.put(String.valueOf(bot.id()), row);
        }
        return new Answer.Result(result);
    }

    private static Bot store(Call call) {
        var params = call.params();
        var type = TYPES.contains(params.text("TYPE")) ? params.text("TYPE") : "B";
        return call.portal()
                .bots()
                .add(id -> new Bot(
                        id,
                        params.text("CODE"),
                        type,
                        params.yes("OPENLINE") || type.equals("O"),
                        call.owner().orElseThrow(),
                        profile(call)));
    }

    private static Answer tooMany(Call call) {
        var most = call.portal().traits().maxBots().orElseThrow();
        return Answer.refused(
                "MAX_COUNT_ERROR", "Has reached the maximum number of bots for application (max: " + most + ")");
    }

    private static Optional<Bot> known(Call call) {
        return call.portal().bots().first(bot -> bot.code().equals(call.params().text("CODE")));
    }

    /** A code that is known makes no new bot. */
    private static boolean isOneTooMany(Call call) {
        var limit = call.portal().traits().maxBots();
        var owned = call.portal().bots().all().stream()
                .filter(bot -> !call.isForeign(bot.clientId()))
                .count();
        return limit.isPresent() && owned >= limit.getAsInt() && known(call).isEmpty();
    }

    private static boolean isTooLong(Call call) {
        return Common.exceeds(255, call.params().text("CODE"), profile(call).name());
    }

    private static Profile profile(Call call) {
        return ProfileReader.read(call.params().below("PROPERTIES"));
    }
}
