import { post } from "../api/client.ts";
import { problemWords } from "../api/problemWords.ts";
import { toast } from "../components/Toast.tsx";

/** Reloads the page, so that nothing stays in memory. */
export async function signOut(): Promise<void> {
  try {
    await post("/api/auth/sign-out");
    location.assign("/login");
  } catch (error) {
    toast({ tone: "bad", title: problemWords(error) });
  }
}
