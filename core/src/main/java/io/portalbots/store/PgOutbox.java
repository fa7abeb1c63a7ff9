package io.portalbots.store;

import io.portalbots.chat.Inbox.Kept;
import io.portalbots.chat.Messenger.Content;
import io.portalbots.chat.Messenger.KeyButton;
import io.portalbots.chat.Outbox;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers in PostgreSQL. What is written at the same time is so in one statement. */
public final class PgOutbox implements Outbox {

    /** Only for whoever holds the event. A line that was about to be sent before is so {@code again}. */
    private static final String WRITE = """
            insert into answer (tenant_id, event_id, part, ordinal, text, keyboard, menu, state)
            select q.tenant_id, q.event_id, q.part, q.ordinal, q.text, q.keyboard, q.menu, 'written'
            from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::int[], $6::text[], $7::text[],
                    $8::text[])
                as q(tenant_id, event_id, fence, part, ordinal, text, keyboard, menu)
            join event e on e.tenant_id = q.tenant_id and e.event_id = q.event_id and e.fence = q.fence
                and e.handled_at is null and e.parked is null
            on conflict (tenant_id, event_id, part, ordinal) do update set
                text = case when answer.state = 'sent' then answer.text else excluded.text end,
                keyboard = case when answer.state = 'sent' then answer.keyboard else excluded.keyboard end,
                menu = case when answer.state = 'sent' then answer.menu else excluded.menu end,
                state = case answer.state when 'sent' then 'sent' when 'unsent' then 'written' else 'again' end
            returning tenant_id, event_id, part, ordinal, state, message_id
            """;

    private static final String SETTLE = """
            update answer a set state = q.state, message_id = q.message_id, reason = q.reason
            from unnest($1::text[], $2::bigint[], $3::text[], $4::int[], $5::text[], $6::bigint[], $7::text[])
                as q(tenant_id, event_id, part, ordinal, state, message_id, reason)
            where a.tenant_id = q.tenant_id and a.event_id = q.event_id and a.part = q.part and a.ordinal = q.ordinal
              and a.state <> 'sent'
            """;

    private static final String FINISH = """
            insert into answer (tenant_id, event_id, part, ordinal, state)
            select tenant_id, event_id, $4, 0, 'sent' from event where tenant_id = $1 and event_id = $2 and fence = $3
            on conflict do nothing
            """;

    private static final String FINISHED =
            "select part from answer where tenant_id = $1 and event_id = $2 and ordinal = 0";

    private static final int AT_ONCE = 2;
    private static final int MOST = 100;

    private final Sql sql;
    private final Grouped<Said, Optional<Known>> writing;
    private final Grouped<Settled, Boolean> settling;

    private record Said(Line line, String text, String keyboard, String menu) {}

    private record Settled(Line line, String state, OptionalLong message, Optional<String> reason) {}

    private record Key(String tenant, long event, String part, int nth) {

        static Key of(Line line) {
            return new Key(line.event().tenant().toString(), line.event().id(), line.part(), line.nth());
        }

        static Key of(Row row) {
            return new Key(row.getString(0), row.getLong(1), row.getString(2), row.getInteger(3));
        }
    }

    public PgOutbox(Pool pool) {
        this.sql = new Sql(pool);
        this.writing = new Grouped<>(AT_ONCE, MOST, all -> write(pool, all));
        this.settling = new Grouped<>(AT_ONCE, MOST, all -> settle(pool, all));
    }

    @Override
    public Known write(Line line, Content content) {
        var said = new Said(
                line,
                Sql.storable(content.text()),
                keys(content.keyboard()),
                keys(content.menu().orElse(List.of())));
        return writing.ask(said).await().orElseThrow(() -> new OverException(line.event()));
    }

    private static String keys(List<KeyButton> keys) {
        return Sql.storable(keys.stream().map(KeyButton::toString).collect(Collectors.joining("\n")));
    }

    private static Future<List<Optional<Known>>> write(Pool pool, List<Said> all) {
        var values = Tuple.of(
                texts(all, said -> said.line().event().tenant().toString()),
                numbers(all, said -> said.line().event().id()),
                numbers(all, said -> said.line().event().fence()),
                texts(all, said -> said.line().part()),
                all.stream().map(said -> said.line().nth()).toArray(Integer[]::new),
                texts(all, Said::text));
        values.addArrayOfString(texts(all, Said::keyboard));
        values.addArrayOfString(texts(all, Said::menu));
        return pool.preparedQuery(WRITE).execute(values).map(rows -> known(all, rows));
    }

    private static List<Optional<Known>> known(List<Said> all, RowSet<Row> rows) {
        var found = new HashMap<Key, Known>();
        rows.forEach(row -> found.put(Key.of(row), answer(row)));
        return all.stream()
                .map(said -> Optional.ofNullable(found.get(Key.of(said.line()))))
                .toList();
    }

    private static Known answer(Row row) {
        return switch (row.getString(4)) {
            case "written" -> new Known.New();
            case "sent" -> new Known.Sent(message(row.getLong(5)));
            default -> new Known.Unknown();
        };
    }

    private static OptionalLong message(@Nullable Long id) {
        return id == null ? OptionalLong.empty() : OptionalLong.of(id);
    }

    @Override
    public void sent(Line line, OptionalLong message) {
        settling.ask(new Settled(line, "sent", message, Optional.empty())).await();
    }

    @Override
    public void unsent(Line line, String why) {
        settling.ask(new Settled(line, "unsent", OptionalLong.empty(), Optional.of(Sql.storable(why))))
                .await();
    }

    private static Future<List<Boolean>> settle(Pool pool, List<Settled> all) {
        var values = Tuple.of(
                texts(all, one -> one.line().event().tenant().toString()),
                numbers(all, one -> one.line().event().id()),
                texts(all, one -> one.line().part()),
                all.stream().map(one -> one.line().nth()).toArray(Integer[]::new),
                texts(all, Settled::state));
        values.addArrayOfLong(all.stream()
                .map(one -> one.message().isPresent() ? one.message().getAsLong() : null)
                .toArray(Long[]::new));
        values.addArrayOfString(
                all.stream().map(one -> one.reason().orElse(null)).toArray(String[]::new));
        return pool.preparedQuery(SETTLE)
                .execute(values)
                .map(rows -> all.stream().map(any -> true).toList());
    }

    private static <T> String[] texts(List<T> all, Function<T, String> part) {
        return all.stream().map(part).toArray(String[]::new);
    }

    private static <T> Long[] numbers(List<T> all, Function<T, Long> part) {
        return all.stream().map(part).toArray(Long[]::new);
    }

    @Override
    public Set<String> finished(Kept event) {
        return Set.copyOf(
                sql.list(row -> row.getString(0), FINISHED, event.tenant().toString(), event.id()));
    }

    @Override
    public void finish(Kept event, String part) {
        sql.change(FINISH, event.tenant().toString(), event.id(), event.fence(), part);
    }
}
