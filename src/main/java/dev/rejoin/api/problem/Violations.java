package dev.rejoin.api.problem;

import dev.rejoin.api.problem.Problem.Violation;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a request, up to the twentieth thing: a body with thousands of faults costs no more than one with
 * twenty. Further ones are left out; whoever would have to work for one asks first whether there is room.
 */
public final class Violations extends AbstractList<Violation> {
    public static final int MOST = 20;

    private final List<Violation> named = new ArrayList<>();

    /** Whether nothing more would be named. */
    public boolean full() {
        return named.size() >= MOST;
    }

    @Override
    public Violation get(int index) {
        return named.get(index);
    }

    @Override
    public int size() {
        return named.size();
    }

    @Override
    public Violation set(int index, Violation violation) {
        return named.set(index, violation);
    }

    @Override
    public void add(int index, Violation violation) {
        if (!full()) {
            named.add(index, violation);
        }
    }
}
