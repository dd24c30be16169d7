package io.tidegate.lab;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Everything that happened in a run, as seen from outside. For any thread. */
final class History {

    private final List<Send> sends = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    synchronized void add(Send send) {
        sends.add(send);
    }

    synchronized void add(Arrival arrival) {
        arrivals.add(arrival);
    }

    synchronized void add(Fault fault) {
        faults.add(fault);
    }

    /** All requests in the order of their ends. */
    synchronized List<Send> sends() {
        return List.copyOf(sends);
    }

    /** Whether a request that was sent after this moment was answered 2xx. */
    synchronized boolean isAcceptedSince(long moment) {
        for (int i = sends.size() - 1; i >= 0 && sends.get(i).answeredAt() >= moment; i--) {
            if (sends.get(i).isAccepted() && sends.get(i).at() >= moment) {
                return true;
            }
        }
        return false;
    }

    /** All deliveries in the order in which they came. */
    synchronized List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    /** When the last delivery came; the smallest number if none has. */
    synchronized long lastArrivalAt() {
        return arrivals.isEmpty() ? Long.MIN_VALUE : arrivals.get(arrivals.size() - 1).at();
    }

    /** All faults in the order of their ends. */
    synchronized List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** The numbers of the events that were answered 2xx. */
    synchronized BitSet acknowledged() {
        var numbers = new BitSet();
        sends.stream().filter(Send::isAccepted).forEach(it -> numbers.set(it.n()));
        return numbers;
    }

    /** The numbers of the events that a sink has taken. */
    synchronized BitSet taken(String sink) {
        var numbers = new BitSet();
        arrivals.stream()
                .filter(it -> it.isTaken() && it.n() >= 0 && it.sink().equals(sink))
                .forEach(it -> numbers.set(it.n()));
        return numbers;
    }
}
