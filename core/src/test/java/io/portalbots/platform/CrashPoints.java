package io.portalbots.platform;

import io.portalbots.chat.Directory;
import io.portalbots.registry.Portal;
import io.portalbots.tenant.AppSwitches;
import io.portalbots.tenant.AuthorizationServer;
import io.portalbots.tenant.PortalProbe;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.SettingStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The moments before and after every call outward and every step that is written down, named {@code
 * PairSpool.keep.before#1}: the first time since it was {@link #arm armed}. At the armed one the process is halted, as
 * by kill -9. What polls has a moment only after it found something. Every secret that passes is noted in a file.
 */
final class CrashPoints implements Wrapping {

    /** Of the writing ports, what only reads. */
    private static final Set<String> READS = Set.of(
            "TenantStore.find",
            "TenantStore.matching",
            "TenantStore.page",
            "TenantStore.countByState",
            "TenantStore.recognises",
            "TenantStore.bots",
            "ChainStore.chains",
            "ChainStore.best",
            "ChainStore.live",
            "ChainStore.idle",
            "ClaimStore.waiting",
            "ClaimStore.expire",
            "ReconcileQueue.pending",
            "ReconcileQueue.backlog",
            "ReconcileQueue.standing",
            "RegistrationStore.registrations",
            "RegistrationStore.lines",
            "RegistrationStore.totals",
            "HoldStore.board",
            "HoldStore.census",
            "HoldStore.accepted",
            "HoldStore.raise",
            "Marker.read",
            "Marker.write",
            "Inbox.pending",
            "Inbox.renew",
            "Inbox.purge");

    private static final Set<Class<?>> READERS = Set.of(SettingStore.class, AppSwitches.class, Directory.class);

    /** Whoever asks one of these says what for; else what answers with many things, or with how many, polls. */
    private static final Set<Class<?>> OUTWARD = Set.of(Portal.class, PortalProbe.class);

    private static final String LOOKS_AT_TIME = "ReconcileQueue.dueByRetired";
    private static final String REFRESHES = "AuthorizationServer.redeem";

    /** What keeps a new pair, in the database or on the disk. */
    private static final Set<String> KEEPS = Set.of("ClaimStore.redeemed", "PairSpool.keep", "ChainStore.add");

    private static final int KILLED = 137;
    private static final long A_MOMENT = 1_000_000;

    private final Path noted;
    private final Map<String, Integer> reached = new TreeMap<>();
    private final Set<String> secrets = new HashSet<>();
    private final Set<Thread> withPair = new HashSet<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private String armed = "";

    /** @param noted a file for the secrets */
    CrashPoints(Path noted) {
        this.noted = noted;
    }

    /** Counts anew, and halts the process at {@code point}; at none, if that is empty. */
    synchronized void arm(String point) {
        reached.clear();
        armed = point;
    }

    /** Notes, of a process that is halted, how many new pairs of tokens it alone knew at that moment: any thread may. */
    static Path pairs(Path noted) {
        return noted.resolveSibling("pairs-in-hand");
    }

    /** How often each was reached since the last {@link #arm}, once no call is under way. */
    Map<String, Integer> reached() {
        while (underWay.get() > 0) {
            LockSupport.parkNanos(A_MOMENT);
        }
        synchronized (this) {
            return new TreeMap<>(reached);
        }
    }

    @Override
    public <T> T around(Class<T> port, T adapter) {
        if (READERS.contains(port)) {
            return adapter;
        }
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, values) -> through(port, adapter, method, values)));
    }

    private @Nullable Object through(Class<?> port, Object adapter, Method method, Object @Nullable [] values)
            throws Throwable {
        var name = port.getSimpleName() + "." + method.getName();
        if (READS.contains(name) || method.getDeclaringClass() == Object.class) {
            return called(adapter, method, values);
        }
        var polls = !OUTWARD.contains(port) && (isMany(method.getReturnType()) || name.equals(LOOKS_AT_TIME));
        if (values != null) {
            note(Set.of(values));
        }
        if (!polls) {
            reach(name + ".before");
        }
        underWay.incrementAndGet();
        try {
            hold(name, true);
            var result = called(adapter, method, values);
            note(result);
            hold(name, result instanceof AuthorizationServer.Redeemed.Granted);
            if (!polls || !isEmpty(result)) {
                reach(name + ".after");
            }
            return result;
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** Notes whether this thread may have a new pair, before and after what gets or keeps one. */
    private synchronized void hold(String name, boolean pair) {
        if (name.equals(REFRESHES) && pair) {
            withPair.add(Thread.currentThread());
        } else if (name.equals(REFRESHES) || (KEEPS.contains(name) && !pair)) {
            withPair.remove(Thread.currentThread());
        }
    }

    private static boolean isMany(Class<?> type) {
        return Collection.class.isAssignableFrom(type);
    }

    private static boolean isEmpty(@Nullable Object found) {
        return found instanceof Collection<?> all
                ? all.isEmpty()
                : Integer.valueOf(0).equals(found);
    }

    private static @Nullable Object called(Object adapter, Method method, Object @Nullable [] values) throws Throwable {
        try {
            return method.invoke(adapter, values);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private synchronized void reach(String name) {
        if (armed.equals(name + "#" + reached.merge(name, 1, Integer::sum))) {
            append(pairs(noted), "x".repeat(withPair.size()));
            Runtime.getRuntime().halt(KILLED);
        }
    }

    /** Looks into whatever may hold secrets. */
    private void note(@Nullable Object thing) {
        switch (thing) {
            case Secret secret -> write(secret.reveal());
            case Collection<?> all -> all.forEach(this::note);
            case Optional<?> one -> one.ifPresent(this::note);
            case Record parts -> {
                for (RecordComponent part : parts.getClass().getRecordComponents()) {
                    note(read(parts, part));
                }
            }
            case null, default -> {}
        }
    }

    private static @Nullable Object read(Record parts, RecordComponent part) {
        try {
            part.getAccessor().setAccessible(true);
            return part.getAccessor().invoke(parts);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void write(String secret) {
        if (!secret.isEmpty() && secrets.add(secret)) {
            append(noted, secret + "\n");
        }
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
