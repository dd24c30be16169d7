package io.tidegate.ingress;

import io.tidegate.config.PublicConfig;
import io.tidegate.metrics.DoorMeters;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.provider.Source;
import io.tidegate.store.EventStore;
import io.tidegate.store.NoJournal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The ingress half: all event loops of the public port together, and what they share. Safe for any
 * thread.
 */
public final class Ingress {

    private static final AtomicInteger PORT_GROUPS = new AtomicInteger();

    private final PublicConfig config;
    private final Collection<Source> sources;
    private final Supplies supplies;
    private final GatewayMetrics metrics;
    private final DoorMeters meters;
    private final InstantSource clock;
    private final Admission admission;
    private final HoldBudget budget;
    private final Verifiers verifiers;
    private final int portGroup = PORT_GROUPS.incrementAndGet();
    private final List<Pulse> pulses = new CopyOnWriteArrayList<>();
    private final List<EventStore> opened = new CopyOnWriteArrayList<>();
    private volatile Entrances entrances;
    private volatile Optional<BackOffice> office = Optional.empty();
    private volatile int port;

    private Ingress(
            PublicConfig config,
            Collection<Entrance> entrances,
            Collection<Source> sources,
            Supplies supplies,
            GatewayMetrics metrics,
            InstantSource clock) {
        this.config = config;
        this.entrances = new Entrances(entrances, metrics);
        this.sources = sources;
        this.supplies = supplies;
        this.metrics = metrics;
        this.clock = clock;
        meters = metrics.door();
        admission = new Admission(config.maxInFlight().bytes(), config.maxConnections());
        budget = new HoldBudget(supplies.hold().bytes().bytes());
        meters.watchHeld(budget::requests, budget::bytes);
        meters.watchJournal(supplies.journal()::events, supplies.journal()::bytes);
        verifiers = new Verifiers(config.verifiers());
        meters.watch(admission::inFlightBytes, admission::connections, verifiers::queued);
    }

    /** An ingress half with these sources, not started yet; one for each set of meters. */
    public static Ingress of(
            PublicConfig config,
            Collection<Source> sources,
            Supplies supplies,
            GatewayMetrics metrics,
            InstantSource clock) {
        var entrances = entrances(config, sources, supplies, metrics);
        return new Ingress(config, entrances, sources, supplies, metrics, clock);
    }

    private static List<Entrance> entrances(
            PublicConfig config,
            Collection<Source> sources,
            Supplies supplies,
            GatewayMetrics metrics) {
        boolean keepsSecrets = supplies.secretKey().isPresent();
        var patience = supplies.hold().time();
        return sources.stream()
                .map(it -> Entrance.of(it, config, patience, keepsSecrets, metrics))
                .toList();
    }

    /** The same from entrances made by hand. */
    static Ingress withEntrances(
            PublicConfig config,
            Collection<Entrance> entrances,
            Supplies supplies,
            GatewayMetrics metrics,
            InstantSource clock) {
        return new Ingress(config, entrances, List.of(), supplies, metrics, clock);
    }

    /**
     * Opens the port on as many event loops as are configured. Fails if the port is taken.
     *
     * @return the id of the deployment; to undeploy it closes the port, waits for requests under
     *     way (10 s at most) and closes the stores
     */
    public Future<String> start(Vertx vertx) {
        return vertx.deployVerticle(new IngressHalf(this));
    }

    /**
     * Goes over to other sources: every request whose head is read from now on is for one of these.
     * Requests under way end as they began. Not to be called on an event loop, nor before the port
     * is open; never fails.
     *
     * @param changed sets the size of bodies only; the rest of it cannot change while the port is
     *     open
     */
    public Future<Void> adopt(PublicConfig changed, Collection<Source> next) {
        var opened = new Entrances(entrances(changed, next, supplies, metrics), metrics);
        return office.map(it -> it.serve(next))
                .orElse(Future.succeededFuture())
                .onSuccess(known -> entrances = opened);
    }

    /** On how many event loops the port is opened. */
    int instances() {
        int cores = Runtime.getRuntime().availableProcessors();
        return config.instances() == 0 ? cores : config.instances();
    }

    /** The port that is listened on, which the system chose if 0 was configured. */
    public int port() {
        return port;
    }

    /** Goes on serving, but asks every sender to connect anew: the port is about to close. */
    public void drain() {
        admission.drain();
    }

    /** Whether every event loop answers. */
    public boolean isAlive() {
        return pulses.stream().allMatch(Pulse::isAlive);
    }

    /** Whether events can be stored on every event loop. */
    public boolean isUsable() {
        return opened.stream().allMatch(EventStore::isUsable);
    }

    /** The memory that bodies under way take. */
    public long inFlightBytes() {
        return admission.inFlightBytes();
    }

    /**
     * Where to listen. The event loops share one port; for a port chosen by the system Vert.x needs
     * to be told which servers belong together, else each would get its own.
     */
    SocketAddress address() {
        return config.port() == 0
                ? SocketAddress.sharedRandomPort(portGroup, config.host())
                : SocketAddress.inetSocketAddress(config.port(), config.host());
    }

    /** Who runs the errands of all event loops; to be called on the one that is to own them. */
    BackOffice openOffice(Vertx vertx) {
        var opened = new BackOffice(vertx, verifiers, sources, supplies, metrics, clock);
        office = Optional.of(opened);
        return opened;
    }

    /** Who empties the journal; to be called on the event loop that is to do it. */
    JournalDrain openDrain(Vertx vertx) {
        return new JournalDrain(vertx, supplies.journal(), supplies.stores().open());
    }

    /** Whether there is a journal at all. */
    boolean hasJournal() {
        return !(supplies.journal() instanceof NoJournal);
    }

    /** What one more event loop works with; to be called on it. */
    Desk openDesk(Vertx vertx, BackOffice office) {
        EventStore store = supplies.stores().open();
        var context = vertx.getOrCreateContext();
        opened.add(store);
        return new Desk(
                admission,
                office,
                store,
                new Patience(context, store, supplies.journal(), budget, meters, System::nanoTime),
                meters,
                clock,
                System::nanoTime,
                new RequestLog(System::nanoTime),
                supplies.tracing());
    }

    /** Notes that an event loop listens. */
    void listening(int actualPort, Pulse pulse) {
        port = actualPort;
        pulses.add(pulse);
    }

    /** The present entrances; each request is dealt with by those that it was first shown. */
    Entrances entrances() {
        return entrances;
    }

    /** How long a sender waits for an answer at most. */
    Duration patience() {
        return supplies.hold().time();
    }

    PublicConfig config() {
        return config;
    }
}
