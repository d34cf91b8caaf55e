import { z } from "zod";
import { roles } from "../../db/schema/index.ts";

export const meSchema = z
  .strictObject({
    name: z.string().meta({ description: "As the timeline names the person", example: "鈴木" }),
    role: z.enum(roles),
    customers: z.array(z.string()).meta({
      description:
        "The customers a customer's person belongs to; empty for operators and admins, who see all",
    }),
  })
  .meta({ id: "Me", description: "Whose token this is" });
