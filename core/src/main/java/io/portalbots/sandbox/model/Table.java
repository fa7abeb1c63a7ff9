package io.portalbots.sandbox.model;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Rows by id, in id order.
 *
 * @param <T> the kind of row
 */
public final class Table<T> {

    private final NavigableMap<Integer, T> rows = new TreeMap<>();
    private final IntSupplier ids;

    private final int most;

    Table(IntSupplier ids) {
        this(ids, Integer.MAX_VALUE);
    }

    /** A table of the newest rows, {@code most} of them. */
    Table(IntSupplier ids, int most) {
        this.ids = ids;
        this.most = most;
    }

    /** Adds the row made for the next id. */
    public T add(IntFunction<T> maker) {
        var id = ids.getAsInt();
        var row = maker.apply(id);
        rows.put(id, row);
        if (rows.size() > most) {
            rows.pollFirstEntry();
        }
        return row;
    }

    /** The row with that id. */
    public Optional<T> find(int id) {
        return Optional.ofNullable(rows.get(id));
    }

    /** The newest row's id, 0 if there is none. */
    public int last() {
        return rows.isEmpty() ? 0 : rows.lastKey();
    }

    /** The first row that fits. */
    public Optional<T> first(Predicate<? super T> wanted) {
        return rows.values().stream().filter(wanted).findFirst();
    }

    /** All rows, as they are now. */
    public List<T> all() {
        return List.copyOf(rows.values());
    }

    /** Rows with an id above {@code id}. */
    public Stream<T> after(int id) {
        return rows.tailMap(id, false).values().stream();
    }

    /** Puts {@code row} in the place of the row with that id. */
    public void replace(int id, T row) {
        rows.put(id, row);
    }

    /** Takes the row with that id away, if it is there. */
    public void remove(int id) {
        rows.remove(id);
    }

    /** Takes away the rows that fit. */
    public void removeIf(Predicate<? super T> unwanted) {
        rows.values().removeIf(unwanted);
    }
}
