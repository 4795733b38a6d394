package dev.rejoin.group;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Who led a group, and when. */
@Singleton
public class Leaderships implements PanacheRepositoryBase<Leadership, UUID> {}
