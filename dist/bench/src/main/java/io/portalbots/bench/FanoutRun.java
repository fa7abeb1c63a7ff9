package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One size of {@link FanoutBench}: a plugin comes, changes and goes on so many portals, again and again. */
final class FanoutRun implements AutoCloseable {

    private static final String PLUGIN = "fan";
    private static final String PLATFORM = "";
    private static final String ADD = "add";
    private static final String UPDATE = "update";
    private static final String REMOVE = "remove";
    private static final double SDK_GOAL = 0.5;
    private static final double BARE_GOAL = 2.0;
    private static final double HALF = 0.5;

    private final Report report;
    private final House house;
    private final Weather weather;
    private final Watch watch;
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();
    private List<Peer> peers = List.of();
    private int version = 1;

    FanoutRun(Report report, House house, Duration latency, Duration patience) {
        this.report = report;
        this.house = house;
        this.weather = new Weather(house.control(), latency);
        this.watch = new Watch(house, weather, patience);
        weather.calm();
    }

    void install() {
        Say.progress("installing on %d portals".formatted(house.scale().portals()));
        var sample = watch.until(Wishes.have("stay", 1, 1), house::install);
        var minimum = 3L * sample.portals(); // the authorization server's word, who it is about, a batch
        report.tell(Report.line("install", PLATFORM, List.of(sample))
                .put("minimum", minimum)
                .put("calls_ratio", Report.round((double) sample.calls() / minimum)));
    }

    /** Rounds that only warm up until they were enough and took long enough, then rounds that count. */
    void rounds(List<Peer> against, int warmups, Duration warm, int rounds) {
        peers = against;
        var begun = System.nanoTime();
        for (var round = 0; round < warmups || System.nanoTime() - begun < warm.toNanos(); round++) {
            Say.progress("%d portals, warm-up %d".formatted(house.scale().portals(), round + 1));
            round("");
        }
        samples.clear();
        for (var round = 0; round < rounds; round++) {
            Say.progress("%d portals, round %d of %d".formatted(house.scale().portals(), round + 1, rounds));
            round("");
        }
        List.of(ADD, UPDATE, REMOVE).forEach(this::judge);
    }

    /** The same with faults set, without peers. */
    void faulty(int rounds, double goal) {
        peers = List.of();
        weather.faulty();
        for (var round = 0; round < rounds; round++) {
            Say.progress("%d portals with faults, round %d of %d"
                    .formatted(house.scale().portals(), round + 1, rounds));
            round("-faults");
        }
        for (var name : List.of(ADD, UPDATE, REMOVE)) {
            judgeCalls(name + "-faults", goal);
        }
        weather.calm();
    }

    /** With some portals that hang: how long the others take, compared with a day when none does. */
    void hung(int rounds, double goal) {
        var calm = new ArrayList<Sample>();
        var hung = new ArrayList<Sample>();
        for (var round = 0; round < rounds; round++) {
            Say.progress("%d portals of which %d hang"
                    .formatted(house.scale().portals(), house.scale().hung()));
            calm.add(sound());
            weather.hung(house.scale().hung());
            hung.add(sound());
        }
        var ratio = Sample.median(hung, Sample::wall) / Sample.median(calm, Sample::wall);
        report.tell(ofSome("add-none-hung", calm));
        report.judge(ofSome("add-hung", hung).put("ratio", Report.round(ratio)), ratio, goal);
    }

    /** Calls are of all portals, the samples of some: no ratio. */
    private static JsonObject ofSome(String name, List<Sample> samples) {
        var line = Report.line(name, PLATFORM, samples);
        line.remove("minimum");
        line.remove("calls_ratio");
        return line;
    }

    /** Adds the plugin to the sound portals, then takes it from all, once those that hung have been healed and served. */
    private Sample sound() {
        var sample = watch.until(there(++version), House.SOUND, house.scale().sound(), this::drop);
        weather.calm();
        watch.until(there(version), () -> {});
        watch.until(Wishes.lack(PLUGIN), this::remove);
        return sample;
    }

    private void round(String suffix) {
        keep(ADD + suffix, PLATFORM, watch.until(there(++version), this::drop));
        peers.forEach(peer -> keep(ADD + suffix, peer.name(), peer.add(version)));
        var update = watch.until(there(++version), this::drop);
        keep(UPDATE + suffix, PLATFORM, update);
        var whole =
                update.bytesEach() > HALF * of(ADD + suffix, PLATFORM).get(0).bytesEach();
        peers.forEach(peer -> keep(UPDATE + suffix, peer.name(), peer.update(version, whole)));
        keep(REMOVE + suffix, PLATFORM, watch.until(Wishes.lack(PLUGIN), this::remove));
        peers.forEach(peer -> keep(REMOVE + suffix, peer.name(), peer.remove()));
    }

    private Wishes there(int expected) {
        return Wishes.have(PLUGIN, house.scale().apps(), expected);
    }

    private void drop() {
        FanJar.drop(house.plugins(), PLUGIN, house.scale().apps(), version);
    }

    private void remove() {
        try {
            Files.delete(house.plugins().resolve(PLUGIN + ".jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(String name, String who, Sample sample) {
        of(name, who).add(sample);
    }

    private List<Sample> of(String name, String who) {
        return samples.computeIfAbsent(name + "/" + who, any -> new ArrayList<>());
    }

    private void judge(String name) {
        judgeCalls(name, 1.0);
        for (var peer : peers) {
            var ratio = Sample.median(of(name, PLATFORM), Sample::cpuMicros)
                    / Sample.median(of(name, peer.name()), Sample::cpuMicros);
            var line = Report.line(name, peer.name(), of(name, peer.name())).put("ratio", Report.round(ratio));
            report.judge(line, ratio, peer.name().equals(Peers.BARE) ? BARE_GOAL : SDK_GOAL);
        }
    }

    private void judgeCalls(String name, double goal) {
        var own = of(name, PLATFORM);
        report.judge(Report.line(name, PLATFORM, own), Sample.median(own, Sample::ratioOfCalls), goal);
    }

    @Override
    public void close() {
        house.close();
    }
}
