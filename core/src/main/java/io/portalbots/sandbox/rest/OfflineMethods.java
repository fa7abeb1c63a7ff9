package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Chance;
import io.portalbots.sandbox.model.OfflineQueue;
import io.portalbots.sandbox.model.OfflineQueue.Row;
import io.portalbots.sandbox.wire.Php;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * {@code event.offline.get}, {@code .list}, {@code .clear}, {@code .error}: events that the portal kept, for an
 * application's token of an administrator [docs: api-reference/events/offline-events] [src: rest/lib/api/event.php].
 *
 * <pre>{@code
 * POST /rest/event.offline.get     clear=0
 * 200  {"result": {"process_id": "..", "events": [{"ID": "1", "EVENT_NAME": "ONIMBOTMESSAGEADD", "MESSAGE_ID": "..", ..}]}}
 * POST /rest/event.offline.clear   process_id=..&id[]=1
 * 200  {"result": true}
 * }</pre>
 */
final class OfflineMethods {

    private static final int PAGE = 50;
    private static final String NO_MESSAGE_IDS = "Value must be array of MESSAGE_ID values";
    private static final String NO_IDS = "Value must be array of integers";

    private static final Rule<Call> NO_ADMIN = new Rule<>(
            call -> !EventRequest.isAdmin(call), call -> Answer.failure(403, "ACCESS_DENIED", "Access denied!"));
    private static final Rule<Call> NO_PROCESS =
            new Rule<>(call -> !call.params().has("PROCESS_ID"), call -> Answer.argument("PROCESS_ID"));

    private static final List<Rule<Call>> LIST = List.of(EventRequest.applicationOnly(call -> call), NO_ADMIN);
    private static final List<Rule<Call>> GET = with(List.of(
            new Rule<>(call -> limit(call) <= 0, call -> Answer.argument("LIMIT", "Value must be positive integer"))));
    private static final List<Rule<Call>> CLEAR = with(List.of(
            NO_PROCESS,
            notAList("MESSAGE_ID", NO_MESSAGE_IDS, call -> call.params().has("MESSAGE_ID")),
            new Rule<>(
                    call -> texts(call, "MESSAGE_ID").stream().anyMatch(id -> id.length() != 32),
                    call -> Answer.argument("MESSAGE_ID", NO_MESSAGE_IDS)),
            notAList("ID", NO_IDS, OfflineMethods::goesById),
            new Rule<>(
                    call -> goesById(call) && texts(call, "ID").stream().anyMatch(id -> Php.integer(id) <= 0),
                    call -> Answer.argument("ID", NO_IDS))));
    private static final List<Rule<Call>> ERROR =
            with(List.of(NO_PROCESS, notAList("MESSAGE_ID", NO_MESSAGE_IDS, call -> true)));

    private final Clock clock;
    private final Chance chance;

    OfflineMethods(Clock clock, Chance chance) {
        this.clock = clock;
        this.chance = chance;
    }

    /** Takes the first rows away, or reserves them for a process with {@code clear=0}. */
    Answer get(Call call) {
        return Rule.first(GET, call).orElseGet(() -> {
            var clears = !call.params().has("CLEAR") || call.params().integer("CLEAR") != 0;
            var resumes = call.params().has("PROCESS_ID");
            var process = resumes ? process(call) : chance.secret();
            var taken = take(call, resumes ? process : "");
            queue(call).reserve(taken, process);
            if (clears && !taken.isEmpty()) {
                queue(call).remove(ofProcess(call, process));
            }
            var answer = new LinkedHashMap<String, Object>();
            answer.put("process_id", clears && !resumes ? null : process);
            answer.put("events", taken.stream().map(OfflineMethods::row).toList());
            return new Answer.Result(answer);
        });
    }

    /** Shows what is kept, page by page, and takes nothing. */
    Answer list(Call call) {
        return Rule.first(LIST, call).orElseGet(() -> {
            var choice = OfflineChoice.of(call, "ID");
            var found = queue(call).find(clock.instant(), choice.wanted().and(ofSource(call)), choice.order());
            return new Answer.Result(page(found, call.start()));
        });
    }

    static Answer clear(Call call) {
        return Rule.first(CLEAR, call).orElseGet(() -> {
            queue(call).remove(ofProcess(call, process(call)).and(named(call)));
            return new Answer.Result(true);
        });
    }

    static Answer error(Call call) {
        return Rule.first(ERROR, call).orElseGet(() -> {
            queue(call).giveUp(process(call), source(call), texts(call, "MESSAGE_ID"));
            return new Answer.Result(true);
        });
    }

    private List<Row> take(Call call, String process) {
        var choice = OfflineChoice.of(call, "TIMESTAMP_X");
        var failed = call.params().integer("ERROR") == 1;
        Predicate<Row> wanted = row -> row.failed() == failed && row.process().equals(process);
        return queue(call)
                .find(clock.instant(), choice.wanted().and(ofSource(call)).and(wanted), choice.order())
                .stream()
                .limit(limit(call))
                .toList();
    }

    private static Predicate<Row> ofProcess(Call call, String process) {
        return ofSource(call).and(row -> row.process().equals(process));
    }

    private static Predicate<Row> ofSource(Call call) {
        return row -> row.connector().equals(source(call));
    }

    /** MESSAGE_ID decides over ID; without both every row is meant. */
    private static Predicate<Row> named(Call call) {
        if (call.params().has("MESSAGE_ID")) {
            var messageIds = texts(call, "MESSAGE_ID");
            return row -> messageIds.contains(row.messageId());
        }
        var ids = texts(call, "ID").stream().map(Php::integer).toList();
        return row -> !goesById(call) || ids.contains(row.id());
    }

    private static boolean goesById(Call call) {
        return call.params().has("ID") && !call.params().has("MESSAGE_ID");
    }

    private static OfflineQueue queue(Call call) {
        return call.application().offline();
    }

    private static String source(Call call) {
        return call.params().text("AUTH_CONNECTOR");
    }

    private static String process(Call call) {
        return call.params().text("PROCESS_ID").strip();
    }

    private static int limit(Call call) {
        return call.params().has("LIMIT") ? call.params().integer("LIMIT") : PAGE;
    }

    private static List<String> texts(Call call, String name) {
        return Php.items(call.params().raw(name)).stream()
                .map(item -> Php.text(item).strip())
                .toList();
    }

    private static Rule<Call> notAList(String name, String text, Predicate<Call> when) {
        return new Rule<>(when.and(call -> !Php.isArray(call.params().raw(name))), call -> Answer.argument(name, text));
    }

    private static List<Rule<Call>> with(List<Rule<Call>> more) {
        return Stream.concat(LIST.stream(), more.stream()).toList();
    }

    private static Map<String, Object> page(List<Row> found, int start) {
        var page = new LinkedHashMap<String, Object>();
        found.stream().skip(start).limit(PAGE).forEach(row -> page.put(String.valueOf(page.size()), detail(row)));
        if (start + PAGE < found.size()) {
            page.put("next", start + PAGE);
        }
        page.put("total", found.size());
        return page;
    }

    private static Map<String, Object> row(Row row) {
        var view = new LinkedHashMap<String, Object>();
        view.put("ID", String.valueOf(row.id()));
        view.put("TIMESTAMP_X", OfflineChoice.time(row.at()));
        view.put("EVENT_NAME", row.event());
        view.put("EVENT_DATA", row.data());
        view.put("EVENT_ADDITIONAL", Map.of("user_id", String.valueOf(row.userId())));
        view.put("MESSAGE_ID", row.messageId());
        return view;
    }

    private static Map<String, Object> detail(Row row) {
        var view = row(row);
        view.put("PROCESS_ID", row.process());
        view.put("ERROR", row.failed() ? "1" : "0");
        return view;
    }
}
